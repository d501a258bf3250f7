import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { formatDay, formatNumber, formatPercent } from '#core/format.ts'
import type { RoundsBlock } from '#core/kpi-page.ts'
import { commentFloor } from '#core/pulse/comments.ts'
import { questions as allQuestions, type Question } from '#core/pulse/questions.ts'
import type { PulseResults, Told, ToldQuestion, ToldWhole, Wave, WaveChange } from '#core/pulse/released.ts'
import { dimensions, type PulseDimension } from '#core/pulse/round.ts'
import { keepAsked } from '../app/search.ts'
import { Panel } from '../blocks/panel.tsx'
import { resultsQuery } from '../data/pulse.ts'
import { sessionQuery } from '../data/session.ts'
import { type Say, useSay } from '../language.tsx'
import { words } from './messages.ts'
import { shareText } from './round-list.tsx'

/** Rounds set side by side; earlier ones are reached by choosing them. */
const mostBeside = 6

const scoreText = (question: string, { score }: Told, { language }: Say): string =>
  question === 'enps' ? formatNumber(score, language) : formatNumber(score, language, 1, 1)

/** What the number of the whole adds: its margin of error, and how it moved. */
const Beside = ({
  question,
  told,
  change,
}: {
  readonly question: Question
  readonly told: ToldWhole
  readonly change: WaveChange | undefined
}) => {
  const { of, language } = useSay()
  const decimals = question === 'enps' ? 0 : 1
  const moved = change && change.score !== 0 ? formatNumber(Math.abs(change.score), language, decimals, decimals) : null
  return (
    <>
      {told.margin === null ? null : (
        <small className="soft"> ± {formatNumber(told.margin, language, question === 'enps' ? 0 : 2)}</small>
      )}
      {change ? (
        <small className="soft">
          {moved === null
            ? of(words.unmoved, { against: change.against })
            : of(words.moved, { change: `${change.score > 0 ? '▲' : '▼'} ${moved}`, against: change.against })}
          {moved !== null && change.within_noise ? ` · ${of(words.within_noise)}` : ''}
        </small>
      ) : null}
    </>
  )
}

const Score = ({
  question,
  told,
  beside,
}: {
  readonly question: string
  readonly beside?: ReactNode
  /** Undefined: not asked in that round. */
  readonly told: Told | null | undefined
}) => {
  const say = useSay()
  const { of, language } = say
  if (!told) return <td className="missing">{of(told === undefined ? words.not_asked : words.hidden)}</td>
  const [low, middle, high] = told.classes?.map((share) => formatPercent(share, language, 0)) ?? []
  return (
    <td className="figure">
      {scoreText(question, told, say)}
      {beside}
      <small className="soft">{of(words.answers, { band: told.answers })}</small>
      {low && middle && high ? <small className="soft">{of(words.classes, { low, middle, high })}</small> : null}
    </td>
  )
}

const unitsOf = (questions: readonly ToldQuestion[], dimension: PulseDimension): readonly string[] => [
  ...new Set(questions.flatMap(({ by }) => by[dimension]?.map(({ unit }) => unit) ?? [])),
]

type Items = PulseResults['items']

const named = (question: Question, items: Items, { of }: Say): string =>
  question === 'enps' ? of(words.enps_short) : of(items[question])

/** One round by the units of a dimension. */
const Units = ({
  wave,
  dimension,
  items,
}: {
  readonly wave: Wave
  readonly dimension: PulseDimension
  readonly items: Items
}) => {
  const say = useSay()
  const { of } = say
  const units = unitsOf(wave.questions, dimension)
  if (units.length === 0) return null
  return (
    <div className="wide">
      <table className="t">
        <thead>
          <tr>
            <th scope="col">{of(words.question)}</th>
            {units.map((unit) => (
              <th scope="col" key={unit}>
                {unit === '' ? of(words.others) : unit}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {wave.questions.map(({ question, by }) => (
            <tr key={question}>
              <th scope="row">{named(question, items, say)}</th>
              {units.map((unit) => (
                <Score
                  key={unit}
                  question={question}
                  told={by[dimension]?.find((one) => one.unit === unit)?.told ?? null}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** The rounds side by side, the newest first, as a phone shows one or two. */
const Waves = ({ waves, items }: { readonly waves: readonly Wave[]; readonly items: Items }) => {
  const say = useSay()
  const { of, language } = say
  const asked = allQuestions.filter((question) =>
    waves.some(({ questions }) => questions.some((one) => one.question === question)),
  )
  return (
    <div className="wide">
      <table className="t">
        <thead>
          <tr>
            <th scope="col">{of(words.question)}</th>
            {waves.map(({ round, number, on }) => (
              <th scope="col" key={round}>
                {of(words.wave, { number, day: formatDay(on, language) })}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {asked.map((question) => (
            <tr key={question}>
              <th scope="row">{named(question, items, say)}</th>
              {waves.map(({ round, questions, changes }) => {
                const whole = questions.find((one) => one.question === question)?.whole
                return (
                  <Score
                    key={round}
                    question={question}
                    told={whole}
                    beside={whole ? <Beside question={question} told={whole} change={changes[question]} /> : null}
                  />
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const Comments = ({ wave }: { readonly wave: Wave }) => {
  const { of } = useSay()
  if (!wave.asked_comment) return null
  if (!wave.comments) return <p className="soft">{of(words.comments_hidden, { floor: commentFloor })}</p>
  return (
    <details className="pulse-comments">
      <summary>
        {of(words.comments)} ({wave.comments.length})
      </summary>
      <p className="soft">{of(words.comments_order)}</p>
      <ul>
        {wave.comments.map((comment, i) => (
          <li key={i}>{comment}</li>
        ))}
      </ul>
    </details>
  )
}

/** What the rounds have told: side by side, then one of them by its units, and what was written. */
export const Rounds = ({ block }: { readonly block: RoundsBlock }) => {
  const say = useSay()
  const { of, language } = say
  const may = useQuery(sessionQuery).data?.may
  const { data, error } = useQuery(resultsQuery)
  const [chosen, setChosen] = useState<string | null>(null)
  const waves = data?.waves ?? []
  const wave = waves.find(({ round }) => round === chosen) ?? waves[0]
  const known = dimensions.filter((each) => wave && unitsOf(wave.questions, each).length > 0)
  const [asked, setDimension] = useState<PulseDimension>('team')
  const dimension = known.includes(asked) ? asked : (known[0] ?? asked)
  return (
    <Panel title={block.title} note={block.note} kind="rounds" error={error} waiting={!data} lines={8}>
      {may?.includes('pulse.rounds') ? (
        <p>
          <Link to="/pulse" search={keepAsked}>
            {of(words.to_rounds)}
          </Link>
        </p>
      ) : null}
      {wave && data ? (
        <>
          <Waves waves={waves.slice(0, mostBeside)} items={data.items} />
          <div className="pulse-one">
            <label>
              {of(words.waves)}{' '}
              <select value={wave.round} onChange={(event) => setChosen(event.currentTarget.value)}>
                {waves.map(({ round, number, on }) => (
                  <option key={round} value={round}>
                    {number} · {formatDay(on, language)}
                  </option>
                ))}
              </select>
            </label>
            <label>
              {of(words.by)}{' '}
              <select value={dimension} onChange={(event) => setDimension(event.currentTarget.value as PulseDimension)}>
                {known.map((each) => (
                  <option key={each} value={each}>
                    {of(words[`by_${each}`])}
                  </option>
                ))}
              </select>
            </label>
            <p className="soft">
              {of(words.wave_facts, {
                day: formatDay(wave.on, language),
                share: shareText(wave.participation, say),
                floor: wave.floor,
              })}
            </p>
          </div>
          <Units wave={wave} dimension={dimension} items={data.items} />
          <Comments wave={wave} />
        </>
      ) : (
        <p className="soft">{of(words.no_results)}</p>
      )}
    </Panel>
  )
}
