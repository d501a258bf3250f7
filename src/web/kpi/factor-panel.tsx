import type { Factor, WhyAnswer } from '#core/explain/answer.ts'
import { type FactorId, factorWords } from '#core/explain/factor-words.ts'
import { formatRange } from '#core/format.ts'
import { Frame } from '../charts/frame.tsx'
import { Waterfall } from '../charts/waterfall.tsx'
import { useSay } from '../language.tsx'
import { inParts, shareText, signedChange } from '../shown.ts'

type Shown = Omit<WhyAnswer, 'split'>

/** What the change consists of: a waterfall whose parts add up, and the same as a table. */
export const FactorPanel = ({ why }: { readonly why: Shown }) => {
  const { t, of, language } = useSay()
  const told = why.factors.filter((factor) => factor.effect !== 0)
  if (told.length < 2 || why.value === null || why.previous === null) return null
  const wordsOf = (factor: Factor): string => {
    const words = factorWords[factor.id as FactorId]
    return words ? of(words) : factor.id
  }
  const { between, comparison } = why
  const printed = inParts(
    why,
    told.map(({ effect }) => effect),
  )
  const [first, second] = between
    ? [between.labels[1] ?? '', between.labels[0] ?? '']
    : [comparison ? formatRange(comparison, language, false) : t('before'), formatRange(why.period, language, false)]
  const title = between ? t('difference_consists_of', { first: second, second: first }) : t('what_it_consists_of')
  return (
    <Frame
      title={title}
      note={t('factors_note')}
      name={`${why.metric}-factors`}
      table={
        <table className="t">
          <thead>
            <tr>
              <th scope="col">{t('part')}</th>
              <th scope="col">{t('contribution')}</th>
              <th scope="col">{t('share')}</th>
            </tr>
          </thead>
          <tbody>
            {told.map((factor) => (
              <tr key={factor.id}>
                <th scope="row">{wordsOf(factor)}</th>
                <td>{signedChange(factor.effect, printed, language)}</td>
                <td>{shareText(factor.share, language)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      }
    >
      <Waterfall
        start={{ label: first, value: why.previous }}
        steps={told.map((factor) => ({ id: factor.id, label: wordsOf(factor), effect: factor.effect }))}
        end={{ label: second, value: why.value }}
        of={printed}
        direction={why.direction}
        label={`${title}: ${told.map((factor) => `${wordsOf(factor)} ${signedChange(factor.effect, printed, language)}`).join('; ')}`}
      />
    </Frame>
  )
}
