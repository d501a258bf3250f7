import { useQueries } from '@tanstack/react-query'
import { formatNumber } from '#core/format.ts'
import type { Fact } from '#core/kpi-page.ts'
import type { Reading } from '#core/reading.ts'
import { metricQuery, type Question } from '../data/queries.ts'
import { useSay } from '../language.tsx'
import { valueText } from '../shown.ts'

/** Numbers told beside the reason, once they are known; those that are not are left out. */
export const Facts = ({
  facts,
  question,
  ready,
}: {
  readonly facts: readonly Fact[]
  readonly question: Question
  readonly ready: boolean
}) => {
  const { of, language } = useSay()
  const readings = useQueries({
    queries: facts.map(({ metric }) => ({ ...metricQuery(metric, { ...question, compare: 'none' }), enabled: ready })),
    combine: (answers) => answers.map(({ data }) => data as Reading | undefined),
  })
  const figures = (reading: Reading): Readonly<Record<string, string>> =>
    Object.fromEntries(
      Object.entries(reading.also ?? {}).flatMap(([name, figure]) =>
        figure === null ? [] : [[name, formatNumber(figure, language, 1)]],
      ),
    )
  const told = readings.flatMap((reading, i) =>
    reading && reading.value !== null
      ? [of(facts[i]!.words, { ...figures(reading), value: valueText(reading, reading, language) })]
      : [],
  )
  if (told.length === 0) return null
  const text = told.join(', ')
  return (
    <b className="told" data-part="fact">
      {text.charAt(0).toUpperCase()}
      {text.slice(1)}.
    </b>
  )
}
