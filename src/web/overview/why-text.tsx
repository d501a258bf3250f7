import { type ReactNode, useLayoutEffect, useRef } from 'react'
import { addDays } from '#core/calendar/day.ts'
import type { WhyAnswer } from '#core/explain/answer.ts'
import { formatDay } from '#core/format.ts'
import type { Language } from '#core/messages.ts'
import { useSay } from '../language.tsx'
import { kept } from '../shown.ts'

/** What an explanation adds to the change that stands beside it: its first sentence says the change over again. */
const told = (why: WhyAnswer, language: Language): readonly string[] => {
  const sentences = why.sentences[language]
  const rest = sentences.length > 1 ? sentences.slice(1) : sentences
  // That today is not over is said once, at the head of the page.
  const note = why.guards.find((guard) => guard.code !== 'window.partial')?.words[language]
  return [...rest, ...(rest.length < 2 && note && !rest.includes(note) ? [note] : [])]
}

/** The day a reason ends with, as it is printed, where today was left out of it. */
export const lastWhole = (why: WhyAnswer, language: Language): string | null => {
  const today = why.guards.find((guard) => guard.code === 'window.partial')?.params['day']
  return typeof today === 'string' ? formatDay(addDays(today, -1), language, false) : null
}

/** A sentence that says up to which day it counts. */
export const withDay = (sentence: string, day: string): string => kept(sentence.replace(/\.?$/, ` (${day}).`))

/**
 * Leaves out whole sentences where the room is too small for all: the reasons after the first, the last of them first,
 * then the numbers told beside them.
 */
const fit = (place: HTMLElement): void => {
  const parts = [...place.querySelectorAll<HTMLElement>(':scope > *')]
  for (const part of parts) part.hidden = false
  const reasons = parts.filter((part) => part.dataset['part'] === 'reason')
  const others = parts.filter((part) => part.dataset['part'] !== 'reason')
  for (const part of [...reasons.slice(1).reverse(), ...others]) {
    if (place.scrollHeight <= place.clientHeight + 1) return
    part.hidden = true
  }
}

/** The reason, and other numbers told after it. */
export const WhyText = ({
  why,
  waiting,
  children,
}: {
  readonly why: WhyAnswer | undefined
  readonly waiting: boolean
  readonly children: ReactNode
}) => {
  const { t, language } = useSay()
  const place = useRef<HTMLParagraphElement>(null)
  useLayoutEffect(() => {
    const room = place.current
    if (!room) return
    fit(room)
    const again = (): void => fit(room)
    // Numbers arrive, the window changes, the letters' file comes.
    const words = new MutationObserver(again)
    words.observe(room, { childList: true, subtree: true, characterData: true })
    const sizes = new ResizeObserver(again)
    sizes.observe(room)
    document.fonts.addEventListener('loadingdone', again)
    return () => {
      words.disconnect()
      sizes.disconnect()
      document.fonts.removeEventListener('loadingdone', again)
    }
  })
  if (waiting) return <p className="soft">{t('finding_why')}</p>
  const sentences = why ? told(why, language) : []
  const until = why && sentences.length > 0 ? lastWhole(why, language) : null
  return (
    <p ref={place}>
      {sentences.map((sentence, i) => (
        <span key={sentence} data-part="reason">
          {i === 0 && until !== null ? withDay(sentence, t('until_day', { day: until })) : kept(sentence)}{' '}
        </span>
      ))}
      {children}
    </p>
  )
}
