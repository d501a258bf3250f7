import type { DimensionName } from './dimension.ts'
import type { Words } from './messages.ts'

/** The line under a KPI's name: another metric, a figure of the same reading, its margin of error, or plain words. */
export type Beside =
  | { readonly metric: string; readonly words: Words }
  | { readonly also: string; readonly words: Words }
  | { readonly margin: true; readonly words: Words }
  | { readonly words: Words }

/** Another number told beside the reason; the words may name `value` and figures of its row. */
export type Fact = { readonly metric: string; readonly words: Words }

/** Work that waits: how many rows of a worklist there are, over what period. */
export type ToDo = { readonly metric: string; readonly words: Words; readonly period?: string }

type Titled = { readonly title: Words; readonly note?: Words }

/** Looked at over so many days up to the period's end, where a period may hold nothing of what comes seldom. */
type OverDays = { readonly days?: number }

/** Several metrics of one period, one line each: a funnel, drivers. `also` names a share shown beside the value. */
export type FiguresBlock = Titled &
  OverDays & {
    readonly kind: 'figures'
    readonly metrics: readonly string[]
    readonly also?: { readonly figure: string; readonly words: Words }
  }

/** Members of one dimension side by side under several metrics, the first of them ranking. */
export type LeagueBlock = Titled &
  OverDays & {
    readonly kind: 'league'
    readonly by: DimensionName
    readonly metrics: readonly string[]
    /** Any two members can be set against each other. */
    readonly versus?: true
  }

/** Periods of arrival one under another, each as far as it has come, the young ones with where they are heading. */
export type CohortsBlock = Titled & { readonly kind: 'cohorts'; readonly metric: string }

/** What a count consists of, in a fixed order, whole and by member: prices below, near and above; promoters and others. */
export type PartsBlock = Titled & {
  readonly kind: 'parts'
  readonly metric: string
  readonly by?: DimensionName
  readonly parts: readonly { readonly figure: string; readonly words: Words; readonly tone: 'good' | 'even' | 'bad' }[]
}

/** Two groups, their rates and the difference between them with its interval. */
export type DifferenceBlock = Titled & {
  readonly kind: 'difference'
  readonly metric: string
  readonly groups: readonly { readonly rate: string; readonly cases: string; readonly words: Words }[]
}

/** The first rows of a worklist. */
export type WorklistBlock = Titled & {
  readonly kind: 'worklist'
  readonly metric: string
  readonly columns: readonly string[]
  readonly period?: string
}

/** One small trend for each member. */
export type MultiplesBlock = Titled & {
  readonly kind: 'multiples'
  readonly metric: string
  readonly by: DimensionName
}

/** The provinces on a map, shaded by a metric; the 34 or the 63. */
export type MapBlock = Titled & { readonly kind: 'map'; readonly metric: string }

/** What the rounds of asking employees have told. */
export type RoundsBlock = Titled & { readonly kind: 'rounds' }

/** Surveys run from here, month by month. */
export type SurveysBlock = Titled & { readonly kind: 'surveys' }

/** Products against rivals, their prices over time and promotions. */
export type PricesBlock = Titled & { readonly kind: 'prices' }

export type Block =
  | FiguresBlock
  | LeagueBlock
  | CohortsBlock
  | PartsBlock
  | DifferenceBlock
  | WorklistBlock
  | MultiplesBlock
  | MapBlock
  | RoundsBlock
  | SurveysBlock
  | PricesBlock

/** What a KPI shows of itself, beyond what every metric shows. Said as data, drawn by the web application. */
export type KpiPage = {
  readonly number: number
  readonly slug: string
  readonly name: Words
  /** Where there is little room. */
  readonly short: Words
  readonly headline: string
  /** What the number is called inside a sentence. */
  readonly subject: Words
  readonly beside: Beside
  readonly toDo: readonly ToDo[]
  readonly facts: readonly Fact[]
  /** Metrics that can stand in the headline's place, in order. */
  readonly metrics: readonly string[]
  readonly blocks: readonly Block[]
}
