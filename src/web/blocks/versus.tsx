import { useQuery } from '@tanstack/react-query'
import type { DimensionName } from '#core/dimension.ts'
import { useApplicable } from '../app/use-applicable.ts'
import { whyQuery } from '../data/queries.ts'
import { WhyAnswerView } from '../kpi/why-panels.tsx'
import { useSay } from '../language.tsx'
import { Failure } from '../parts/states.tsx'

/** Why two members differ: the same explanation, with them in place of the two periods. */
export const Versus = ({
  metric,
  by,
  pair,
  close,
}: {
  readonly metric: string
  readonly by: DimensionName
  readonly pair: readonly string[]
  readonly close: () => void
}) => {
  const { t } = useSay()
  const { question, ready } = useApplicable(metric)
  const why = useQuery({
    ...whyQuery(metric, { ...question, compare: undefined, between: `${by}=${pair.join(',')}` }),
    enabled: ready,
  })
  return (
    <section className="panel block versus" aria-live="polite">
      <div className="panel-head">
        <h2>{t('compare_two')}</h2>
        <button type="button" className="quiet" onClick={close}>
          {t('close')}
        </button>
      </div>
      {why.data ? (
        <WhyAnswerView why={why.data} />
      ) : why.error ? (
        <Failure error={why.error} />
      ) : (
        <p className="soft">{t('finding_why')}</p>
      )}
    </section>
  )
}
