import type { WhyAnswer } from '#core/explain/answer.ts'
import type { Reading } from '#core/reading.ts'
import { useSay } from '../language.tsx'
import { lastWhole, withDay } from '../overview/why-text.tsx'
import { Failure } from '../parts/states.tsx'
import { kept } from '../shown.ts'
import { FactorPanel } from './factor-panel.tsx'
import { SegmentTable } from './segment-table.tsx'

/** What moved along, and what a careful reader would ask first. */
const Along = ({ why }: { readonly why: WhyAnswer }) => {
  const { t, language } = useSay()
  return (
    <>
      {why.companions.length > 0 ? (
        <section className="panel">
          <h2>{t('goes_with')}</h2>
          <ul className="said">
            {why.companions.map((companion) => {
              const part = Object.values(companion.labels).join(' · ')
              return (
                <li key={`${companion.id}${part}`}>
                  {companion.words[language]}
                  {part === '' ? null : <span className="soft"> ({part})</span>}
                </li>
              )
            })}
          </ul>
        </section>
      ) : null}
      {why.guards.length > 0 ? (
        <section className="panel">
          <h2>{t('notes')}</h2>
          <ul className="said">
            {why.guards.map((guard) => (
              <li key={guard.words.en}>{guard.words[language]}</li>
            ))}
          </ul>
        </section>
      ) : null}
    </>
  )
}

/** The sentences, and what the change consists of. */
const WhyLead = ({ why }: { readonly why: WhyAnswer }) => {
  const { t, language } = useSay()
  const until = lastWhole(why, language)
  const parts = why.factors.length > 1 ? why : why.split
  return (
    <>
      <div className="sentences">
        {why.sentences[language].map((sentence, i) => (
          <p key={sentence}>
            {i === 1 && until !== null ? withDay(sentence, t('until_day', { day: until })) : kept(sentence)}
          </p>
        ))}
      </div>
      {parts ? <FactorPanel why={parts} /> : null}
    </>
  )
}

/** Where the change lies, what moved along, and what to mind. */
export const WhyBeside = ({ why }: { readonly why: WhyAnswer }) => (
  <>
    {why.segments.length > 0 ? <SegmentTable why={why} /> : null}
    {why.split && why.split.segments.length > 0 ? <SegmentTable why={why.split} /> : null}
    <Along why={why} />
  </>
)

/** An explanation from its sentences to its parts. */
export const WhyAnswerView = ({ why }: { readonly why: WhyAnswer }) => (
  <>
    <WhyLead why={why} />
    <WhyBeside why={why} />
  </>
)

/** Why the number moved. Room is kept while it is being found out. */
export const WhyPanels = ({
  reading,
  why,
  error,
  waiting,
}: {
  readonly reading: Reading | undefined
  readonly why: WhyAnswer | undefined
  readonly error: unknown
  readonly waiting: boolean
}) => {
  const { t } = useSay()
  return (
    <section className="panel why-room">
      <h2>{t('why')}</h2>
      {why ? (
        <WhyLead why={why} />
      ) : error ? (
        <Failure error={error} />
      ) : (
        <p className="soft">{waiting || !reading ? t('finding_why') : t('not_compared')}</p>
      )}
    </section>
  )
}
