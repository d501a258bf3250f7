import type { ReactNode } from 'react'
import type { WhyAnswer } from '#core/explain/answer.ts'
import { useSay } from '../language.tsx'

/** What an explanation adds to the change that stands beside it: its first sentence says the change over again. */
const told = (why: WhyAnswer, language: 'vi' | 'en'): string => {
  const sentences = why.sentences[language]
  const rest = sentences.length > 1 ? sentences.slice(1) : sentences
  // That today is not over is said once, at the head of the page.
  const note = why.guards.find((guard) => guard.code !== 'window.partial')?.words[language]
  return [...rest, ...(rest.length < 2 && note && !rest.includes(note) ? [note] : [])].join(' ')
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
  if (waiting) return <p className="soft">{t('finding_why')}</p>
  return (
    <p>
      {why ? `${told(why, language)} ` : null}
      {children}
    </p>
  )
}
