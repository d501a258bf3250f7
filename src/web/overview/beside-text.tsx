import { useQuery } from '@tanstack/react-query'
import type { KpiPage } from '#core/kpi-page.ts'
import { metricQuery, type Question, type SevenReading } from '../data/queries.ts'
import { useSay } from '../language.tsx'
import { amountText, valueText } from '../shown.ts'

/** Kept as high as a line of text until there is one. */
const nothing = '\u00a0'

const OfMetric = ({
  metric,
  words,
  question,
  ready,
}: {
  readonly metric: string
  readonly words: KpiPage['name']
  readonly question: Question
  readonly ready: boolean
}) => {
  const { of, language } = useSay()
  const { data } = useQuery({ ...metricQuery(metric, { ...question, compare: 'none' }), enabled: ready })
  return data && data.value !== null ? of(words, { value: valueText(data, data, language) }) : nothing
}

/** The second line under a KPI's name. */
export const BesideText = ({
  page: { beside },
  reading,
  question,
  ready,
}: {
  readonly page: KpiPage
  readonly reading: SevenReading | undefined
  readonly question: Question
  /** The numbers themselves come first. */
  readonly ready: boolean
}) => {
  const { of, language } = useSay()
  if (!reading) return nothing
  if ('metric' in beside)
    return <OfMetric metric={beside.metric} words={beside.words} question={question} ready={ready} />
  if ('also' in beside) {
    const figure = reading.also?.[beside.also]
    return typeof figure === 'number' ? of(beside.words, { value: amountText(figure, reading, language) }) : nothing
  }
  if ('margin' in beside)
    return reading.margin === undefined
      ? nothing
      : of(beside.words, { value: amountText(reading.margin, reading, language) })
  return of(beside.words)
}
