import { type ReactNode, useEffect, useRef } from 'react'

/** A button that opens a panel under itself; Escape, a click elsewhere and leaving it by keyboard close it. */
export const Menu = ({
  label,
  title,
  children,
  onOpen,
}: {
  readonly label: ReactNode
  readonly title: string
  readonly children: (close: () => void) => ReactNode
  readonly onOpen?: () => void
}) => {
  const box = useRef<HTMLDetailsElement>(null)
  const close = (): void => {
    if (box.current) box.current.open = false
  }
  useEffect(() => {
    const outside = (event: Event): void => {
      if (box.current?.open && !box.current.contains(event.target as Node)) box.current.open = false
    }
    const onEscape = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || !box.current?.open) return
      box.current.open = false
      box.current.querySelector('summary')?.focus()
    }
    document.addEventListener('pointerdown', outside)
    document.addEventListener('focusin', outside)
    document.addEventListener('keydown', onEscape)
    return () => {
      document.removeEventListener('pointerdown', outside)
      document.removeEventListener('focusin', outside)
      document.removeEventListener('keydown', onEscape)
    }
  }, [])
  return (
    <details
      className="menu"
      ref={box}
      onToggle={(event) => {
        if (event.currentTarget.open) onOpen?.()
      }}
    >
      <summary className="pick" aria-label={`${title}: ${typeof label === 'string' ? label : ''}`}>
        {label}
      </summary>
      <div className="panel-menu">{children(close)}</div>
    </details>
  )
}
