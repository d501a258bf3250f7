import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { dimensionWords } from '#core/dimension-words.ts'
import type { KpiPage } from '#core/kpi-page.ts'
import { keepAsked } from '../app/search.ts'
import { useQuestion } from '../app/use-seven.ts'
import { Sparkline } from '../charts/sparkline.tsx'
import { type SevenReading, whyQuery } from '../data/queries.ts'
import { useSay } from '../language.tsx'
import { ChangeCell } from '../parts/change-cell.tsx'
import { Figure } from '../parts/figure.tsx'
import { TargetCell } from '../parts/target-cell.tsx'
import { valueText } from '../shown.ts'
import { BesideText } from './beside-text.tsx'
import { Facts } from './facts.tsx'
import { WhyText } from './why-text.tsx'

/** One of the seven. The reason comes after the number, into room that is kept for it. */
export const Row = ({
  page,
  reading,
  settled,
}: {
  readonly page: KpiPage
  readonly reading: SevenReading | undefined
  readonly settled: boolean
}) => {
  const { t, of, language } = useSay()
  const question = useQuestion()
  const ignored = reading?.not_filtered_by ?? []
  const where = question.where?.filter(
    (each) => !ignored.some((name) => each.startsWith(`${name}=`) || each.startsWith(`${name}!=`)),
  )
  const own = { ...question, where: where?.length ? where : undefined }
  const asksWhy = reading !== undefined && settled && reading.comparison !== null && reading.value !== null
  const why = useQuery({ ...whyQuery(page.headline, own), enabled: asksWhy })
  const name = (
    <Link to="/kpi/$slug" params={{ slug: page.slug }} search={keepAsked}>
      {of(page.name)}
    </Link>
  )
  return (
    <tr className={`kpi-row ${reading?.target?.status ?? ''}`}>
      <td className="n">{page.number}</td>
      <th scope="row" className="name">
        {name}
        <small>
          {ignored.length > 0 ? (
            t('not_filtered', { dimensions: ignored.map((each) => of(dimensionWords[each])) })
          ) : (
            <BesideText page={page} reading={reading} question={own} ready={settled} />
          )}
        </small>
      </th>
      <td className="val">{reading ? <Figure value={reading} of={reading} /> : <span className="blank" />}</td>
      <td className="trend">
        {reading ? (
          <Sparkline
            reading={reading}
            label={t('line_label', {
              name: of(page.name),
              count: reading.series.length,
              value: valueText(reading, reading, language),
            })}
          />
        ) : (
          <svg width="132" height="36" aria-hidden="true" />
        )}
      </td>
      <td className="chg">{reading ? <ChangeCell reading={reading} verdict={why.data?.verdict} /> : null}</td>
      <td className="tgt">{reading ? <TargetCell reading={reading} /> : null}</td>
      <td className="why">
        <WhyText why={why.data} waiting={asksWhy && why.isPending}>
          <Facts facts={page.facts} question={own} ready={asksWhy} />
        </WhyText>
      </td>
    </tr>
  )
}
