import { weekdayOf } from './days.ts'

/** What was planted in the demo company, so that explanations can be judged against a known cause. */
export type Stories = {
  /** First and last day (inclusive) of each, as day numbers. */
  readonly facebookForm: readonly [number, number]
  readonly footfall: readonly [number, number]
  readonly mixShift: readonly [number, number]
  readonly rivalPromotion: readonly [number, number]
  readonly processChange: number
  readonly careGap: number
  readonly googleCost: readonly [number, number]
}

/** The rep who looks a prospect up before every contact, and wins more often. */
export const researcher = 'NV006'
/** The store whose street is being dug up: fewer people come in, each buys as before. */
export const diggingStore = 'CH01'
/** The store whose after-sale care stopped when the person who did it left. */
export const careStore = 'CH16'
export const careRep = 'NV046'
/** How much lower its customers then answer, on the scale of 0 to 10. */
export const careMood = -3
/** The team whose process was changed over its head. */
export const changedTeam = 'Telesales miền Nam'
export const rival = 'Bếp Phương Nam'
export const rivalLine = 'Nồi và chảo'
/** Share of the buyers of that line online who go to the rival, or for something else. */
export const drawnAway = 0.7

/** Dates of the planted stories, counted from the last day of the data. */
export const storiesUntil = (last: number): Stories => {
  const thisMonday = last - weekdayOf(last) + 1
  return {
    facebookForm: [thisMonday - 7, last],
    footfall: [thisMonday - 28, last],
    mixShift: [thisMonday - 70, thisMonday - 43],
    rivalPromotion: [thisMonday - 14, last],
    processChange: last - 75,
    careGap: last - 70,
    googleCost: [last - 34, last],
  }
}
