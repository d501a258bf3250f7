import { useId } from 'react'

export type Choice<T> = { readonly value: T; readonly label: string }

/** One of a few, as large buttons; pressed again, none. */
export const Choices = <T extends string | number | boolean>({
  legend,
  choices,
  value,
  onChange,
  required = false,
}: {
  readonly legend: string
  readonly choices: readonly Choice<T>[]
  readonly value: T | undefined
  readonly onChange: (value: T | undefined) => void
  readonly required?: boolean
}) => {
  const id = useId()
  return (
    <fieldset className="bare choice" aria-labelledby={id}>
      <span id={id} className="soft">
        {legend}
      </span>
      <div>
        {choices.map((choice) => (
          <button
            type="button"
            key={String(choice.value)}
            aria-pressed={choice.value === value}
            onClick={() => onChange(choice.value === value && !required ? undefined : choice.value)}
          >
            {choice.label}
          </button>
        ))}
      </div>
    </fieldset>
  )
}
