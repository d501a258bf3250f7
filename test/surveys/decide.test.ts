import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type CustomerFacts,
  decideRound,
  decideSurvey,
  holdReasons,
  type Program,
  type Sent,
} from '#core/surveys/decide.ts'
import type { SendingHours } from '#core/surveys/opening.ts'
import { holdWords } from '#core/surveys/reason-words.ts'

const program = (given: Partial<Program> = {}): Program => ({
  id: 'nps',
  relationship: true,
  every_days: 180,
  apart_days: 90,
  spread_days: 1,
  reminder_after_days: 5,
  valid_days: 30,
  after_request_days: 7,
  ...given,
})
const csat = program({ id: 'csat', relationship: false, spread_days: 3 })

/** Monday to Friday, 08:30 to 18:00; the new year of 2026 and National Day are days off. */
const sending: SendingHours = {
  hours: Object.fromEntries([1, 2, 3, 4, 5].map((day) => [String(day), ['08:30', '18:00'] as const])),
  holidays: new Set(['2026-01-01', '2026-02-16', '2026-02-17', '2026-02-18', '2026-02-19', '2026-02-20', '2026-09-02']),
}
const customer = (given: Partial<CustomerFacts> = {}): CustomerFacts => ({
  customer_id: 'K1',
  opens_on: '2026-03-02',
  may_be_contacted: true,
  opted_out: false,
  reachable: true,
  has_open_request: false,
  last_request_resolved_on: null,
  sent: [],
  answers: [],
  ...given,
})
const sent = (at: string, given: Partial<Sent> = {}): Sent => ({
  program: 'nps',
  relationship: true,
  at,
  reminded_at: null,
  answered_at: null,
  ...given,
})
const said = (facts: Partial<CustomerFacts>, now: string, of = program()): unknown => {
  const decision = decideSurvey(customer(facts), of, sending, now)
  return decision.action === 'hold' ? [decision.reason, decision.until] : decision.action
}

describe('one customer, worked out by hand', () => {
  // 2026-03-02 is a Monday.
  const cases: readonly (readonly [string, Partial<CustomerFacts>, string, unknown])[] = [
    ['the day before the gate opens', {}, '2026-03-01T12:00:00', ['too_early', '2026-03-02T08:30:00']],
    ['the gate’s day before the hours', {}, '2026-03-02T08:29:59', ['quiet_hours', '2026-03-02T08:30:00']],
    ['the first minute', {}, '2026-03-02T08:30:00', 'invite'],
    ['the last minute', {}, '2026-03-02T17:59:59', 'invite'],
    ['after hours on a Friday', {}, '2026-03-06T18:00:00', ['quiet_hours', '2026-03-09T08:30:00']],
    ['a holiday', {}, '2026-09-02T10:00:00', ['quiet_hours', '2026-09-03T08:30:00']],
    [
      'a gate in the holidays of Tết',
      { opens_on: '2026-02-15' },
      '2026-02-14T10:00:00',
      ['too_early', '2026-02-23T08:30:00'],
    ],
    ['nothing bought that stands', { opens_on: null }, '2026-03-02T10:00:00', ['no_purchase', null]],
    ['opted out', { opted_out: true }, '2026-03-02T10:00:00', ['opted_out', null]],
    ['an address that came back', { reachable: false }, '2026-03-02T10:00:00', ['unreachable', null]],
    ['who may not be contacted', { may_be_contacted: false }, '2026-03-02T10:00:00', ['not_allowed', null]],
    ['a request still open', { has_open_request: true }, '2026-03-02T10:00:00', ['open_request', null]],
    [
      'resolved six days ago',
      { last_request_resolved_on: '2026-03-02' },
      '2026-03-08T10:00:00',
      ['request_lately', '2026-03-09T08:30:00'],
    ],
    [
      'asked 179 days ago, and reminded',
      { sent: [sent('2026-03-02T17:00:00', { reminded_at: '2026-03-09T09:00:00' })] },
      '2026-08-28T10:00:00',
      ['asked_this_cycle', '2026-08-31T08:30:00'],
    ],
    ['asked 182 days ago', { sent: [sent('2026-03-02T17:00:00')] }, '2026-08-31T08:30:00', 'invite'],
    [
      'another survey 89 days ago',
      { sent: [sent('2026-03-02T10:00:00', { program: 'csat', relationship: false })] },
      '2026-05-30T10:00:00',
      ['asked_lately', '2026-06-01T08:30:00'],
    ],
    [
      'answered at a store by a code 89 days ago',
      { answers: [{ at: '2026-03-02T10:00:00', relationship: false }] },
      '2026-05-30T10:00:00',
      ['asked_lately', '2026-06-01T08:30:00'],
    ],
    [
      'four days after the invitation',
      { sent: [sent('2026-03-02T10:00:00')] },
      '2026-03-06T10:00:00',
      ['asked_this_cycle', '2026-08-31T08:30:00'],
    ],
    [
      'five days after, on a Saturday',
      { sent: [sent('2026-03-02T10:00:00')] },
      '2026-03-07T10:00:00',
      ['asked_this_cycle', '2026-08-31T08:30:00'],
    ],
    ['the Monday after', { sent: [sent('2026-03-02T10:00:00')] }, '2026-03-09T08:30:00', 'remind'],
    [
      'reminded before',
      { sent: [sent('2026-03-02T10:00:00', { reminded_at: '2026-03-09T09:00:00' })] },
      '2026-03-16T10:00:00',
      ['asked_this_cycle', '2026-08-31T08:30:00'],
    ],
    [
      'answered between',
      { sent: [sent('2026-03-02T10:00:00', { answered_at: '2026-03-08T22:00:00' })] },
      '2026-03-09T10:00:00',
      ['asked_this_cycle', '2026-08-31T08:30:00'],
    ],
    [
      'answered by another way',
      { sent: [sent('2026-03-02T10:00:00')], answers: [{ at: '2026-03-05T10:00:00', relationship: true }] },
      '2026-03-09T10:00:00',
      ['asked_this_cycle', '2026-09-01T08:30:00'],
    ],
    [
      'no longer to be answered',
      { sent: [sent('2026-03-02T10:00:00')] },
      '2026-04-01T10:00:00',
      ['asked_this_cycle', '2026-08-31T08:30:00'],
    ],
  ]
  for (const [name, facts, now, expected] of cases) test(name, () => expect(said(facts, now)).toEqual(expected))

  test('without any hours of sending nothing is ever sent', () => {
    const closed = { hours: {}, holidays: new Set<string>() }
    expect(decideSurvey(customer(), program(), closed, '2026-03-02T10:00:00')).toMatchObject({ reason: 'never_open' })
  })

  test('every reason has its words in both languages', () => {
    for (const reason of holdReasons) expect([holdWords[reason].vi, holdWords[reason].en]).not.toContain('')
  })
})

describe('many at once', () => {
  const many = Array.from({ length: 300 }, (_, i) => customer({ customer_id: `K${i}` }))

  test('are spread over the days, about as many on each', () => {
    const of = program({ spread_days: 10 })
    const days = many.map((facts) => {
      const decision = decideSurvey(
        facts,
        of,
        { ...sending, hours: { ...sending.hours, 6: ['08:30', '18:00'], 7: ['08:30', '18:00'] } },
        '2026-02-28T10:00:00',
      )
      return decision.action === 'hold' ? decision.until!.slice(0, 10) : ''
    })
    const counts = [...Map.groupBy(days, (day) => day).entries()].map(([day, all]) => [day, all.length] as const)
    expect(
      counts
        .map(([day]) => day)
        .sort()
        .at(0),
    ).toBe('2026-03-02')
    expect(
      counts
        .map(([day]) => day)
        .sort()
        .at(-1),
    ).toBe('2026-03-11')
    // Thirty are expected on each of ten days; five standard deviations of a binomial are 26.
    for (const [, count] of counts) expect(Math.abs(count - 30)).toBeLessThan(26)
  })

  test('no more than the day’s number go out, the rest the next day; one survey a customer, the relationship first', () => {
    const candidates = many.flatMap((facts) => [
      { facts, program: { ...csat, spread_days: 1 } },
      { facts, program: program() },
    ])
    const decisions = decideRound(candidates, sending, '2026-03-02T10:00:00', 100, 40)
    const invited = decisions.filter(({ action }) => action === 'invite')
    expect(invited).toHaveLength(60)
    expect(new Set(invited.map(({ customer_id }) => customer_id)).size).toBe(60)
    expect(new Set(invited.map(({ program: id }) => id))).toEqual(new Set(['nps']))
    expect(decisions.filter((each) => each.action === 'hold' && each.reason === 'daily_cap')[0]).toMatchObject({
      until: '2026-03-03T08:30:00',
    })
    expect(decideRound([...candidates].reverse(), sending, '2026-03-02T10:00:00', 100, 40)).toEqual(decisions)
  })
})

describe('whatever happens, in whatever order it is heard of', () => {
  const day = (from: string, n: number): string =>
    new Date(Date.parse(`${from}T00:00:00Z`) + n * 86_400_000).toISOString().slice(0, 10)
  const someDay = fc.nat(700).map((n) => day('2025-01-01', n))
  const someWall = fc
    .tuple(someDay, fc.nat(1_439))
    .map(([on, m]) => `${on}T${String(Math.floor(m / 60)).padStart(2, '0')}:${String(m % 60).padStart(2, '0')}:00`)
  const someFacts: fc.Arbitrary<CustomerFacts> = fc.record({
    customer_id: fc.constantFrom('K1', 'K2', 'K3'),
    opens_on: someDay,
    may_be_contacted: fc.constant(true),
    opted_out: fc.constant(false),
    reachable: fc.constant(true),
    has_open_request: fc.constant(false),
    last_request_resolved_on: fc.option(someDay),
    sent: fc.array(
      fc.record({
        program: fc.constantFrom('nps', 'csat'),
        relationship: fc.boolean(),
        at: someWall,
        reminded_at: fc.option(someWall),
        answered_at: fc.option(someWall),
      }),
      { maxLength: 5 },
    ),
    answers: fc.array(fc.record({ at: someWall, relationship: fc.boolean() }), { maxLength: 3 }),
  })

  test('the moment told is the first: asked then, and held back at every moment before', () => {
    fc.assert(
      fc.property(
        someFacts,
        someWall,
        fc.constantFrom(program({ spread_days: 7 }), csat),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (facts, now, of, share) => {
          const decision = decideSurvey(facts, of, sending, now)
          if (decision.action !== 'hold') return
          const until = decision.until!
          expect(until > now).toBe(true)
          const [from, to] = [Date.parse(`${now}Z`), Date.parse(`${until}Z`)]
          const between = new Date(from + Math.floor((share * (to - from)) / 60_000) * 60_000)
            .toISOString()
            .slice(0, 19)
          expect(decideSurvey(facts, of, sending, between).action).not.toBe('invite')
          expect(['invite', 'remind']).toContain(decideSurvey(facts, of, sending, until).action)
        },
      ),
      { numRuns: 3_000 },
    )
  })

  test('the order of what is known does not matter', () => {
    fc.assert(
      fc.property(someFacts, someWall, (facts, now) => {
        const turned = { ...facts, sent: [...facts.sent].reverse(), answers: [...facts.answers].reverse() }
        const unique = new Set(facts.sent.map(({ at }) => at)).size === facts.sent.length
        if (unique)
          expect(decideSurvey(turned, program(), sending, now)).toEqual(decideSurvey(facts, program(), sending, now))
      }),
      { numRuns: 1_000 },
    )
  })
})
