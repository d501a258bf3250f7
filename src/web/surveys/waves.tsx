import { formatMonth, formatNumber, formatPercent } from '#core/format.ts'
import type { SurveyKind } from '#core/surveys/survey.ts'
import type { SurveyResults, Wave } from '#core/surveys/told.ts'
import { type Say, useSay } from '../language.tsx'
import { words } from './messages.ts'

export const scoreText = (kind: SurveyKind, value: number | null | undefined, { language }: Say): string =>
  value === null || value === undefined
    ? '–'
    : kind === 'csat'
      ? formatPercent(value, language, 0)
      : formatNumber(value, language, kind === 'ces' ? 1 : 0)

/** `± 14`, where the answers tell one. */
const marginText = (kind: SurveyKind, { score }: Wave, { language }: Say): string => {
  const half = score?.margin ?? (score?.interval ? (score.interval[1] - score.interval[0]) / 2 : null)
  if (half === null) return ''
  return `± ${kind === 'csat' ? formatPercent(half, language, 0) : formatNumber(half, language, kind === 'ces' ? 1 : 0)}`
}

const changeText = (kind: SurveyKind, absolute: number, { language }: Say): string => {
  const points = kind === 'csat' ? 100 * absolute : absolute
  return `${points > 0 ? '+' : points < 0 ? '−' : '±'}${formatNumber(Math.abs(points), language, kind === 'ces' ? 1 : 0)}`
}

/** A survey month by month, the newest first: asked, arrived, answered, the score with its margin, and whether it moved. */
export const Waves = ({ results, most = 13 }: { readonly results: SurveyResults; readonly most?: number }) => {
  const say = useSay()
  const { of, language } = say
  const count = (number: number): string => formatNumber(number, language)
  if (results.waves.length === 0) return <p className="soft">{of(words.no_waves)}</p>
  return (
    <div className="wide">
      <table className="t">
        <thead>
          <tr>
            <th scope="col">{of(words.month)}</th>
            {(['invited', 'delivered', 'answered', 'rate', 'score', 'change'] as const).map((column) => (
              <th scope="col" key={column}>
                {of(words[column])}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {results.waves.slice(0, most).map((wave, i, all) => {
            const before = all[i + 1]?.version ?? null
            const isAnew = wave.version !== null && before !== null && wave.version !== before
            return (
              <tr key={wave.month}>
                <th scope="row">
                  {formatMonth(`${wave.month}-01`, language)}
                  {isAnew ? (
                    <small className="soft under">{of(words.new_version, { version: wave.version ?? 0 })}</small>
                  ) : null}
                </th>
                <td>{count(wave.invited)}</td>
                <td>{count(wave.delivered)}</td>
                <td>{count(wave.answered)}</td>
                <td>{wave.response_rate === null ? '–' : formatPercent(wave.response_rate, language, 0)}</td>
                <td className="figure">
                  {scoreText(results.kind, wave.score?.value, say)}
                  <small className="soft">{marginText(results.kind, wave, say)}</small>
                </td>
                <td className="words">
                  {wave.change ? changeText(results.kind, wave.change.absolute, say) : '–'}
                  {wave.change ? (
                    <small className="soft under">
                      {of(wave.change.within_noise ? words.within_noise : words.more_than_noise)}
                    </small>
                  ) : null}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
