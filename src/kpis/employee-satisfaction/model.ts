import type { DimensionName } from '#core/dimension.ts'
import type { Model } from '#core/metric.ts'

export const questions = [
  'enps',
  'belonging',
  'process_agreement',
  'recognition',
  'workload',
  'tools',
  'manager_support',
  'growth',
] as const
export type Question = (typeof questions)[number]

export const dimensions: readonly DimensionName[] = ['team', 'location', 'tenure_band']

export const pulse = {
  name: 'pulse_response',
  grain: 'One row per answer of an employee, by the day it was given; never a person.',
  time: 'flow',
  day: 'answered_on',
  dimensions: {
    team: { sql: 'm.team' },
    location: { sql: 'm.location_id' },
    tenure_band: { sql: 'm.tenure_band' },
  },
  floor: 'anonymity',
  release: {
    table: 'pulse_release',
    sums: {
      answers: 'count(*)',
      promoters: 'count(*) filter (where score >= 9)',
      detractors: 'count(*) filter (where score <= 6)',
      favourable: 'count(*) filter (where score >= 4)',
      total: 'sum(score)',
      squares: 'sum(score * score)',
      asked: 'sum(asked)',
    },
  },
  rows: [],
} as const satisfies Model

/** Condition of the answers to one question. */
export const askedIn = (question: Question): string => `m.question = '${question}'`
