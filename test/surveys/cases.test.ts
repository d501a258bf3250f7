import { describe, expect, test } from 'vitest'
import { checkSurvey } from '#core/surveys/check-survey.ts'
import { type CustomerFacts, decideRound, decideSurvey, type Program, type Sent } from '#core/surveys/decide.ts'
import type { SendingHours } from '#core/surveys/opening.ts'
import { changeOf, scoreOf } from '#core/surveys/score.ts'
import { shareOf } from '#core/surveys/sending.ts'
import { programOf } from '#core/surveys/survey.ts'
import { composeSurveyMail } from '#core/surveys/survey-mail.ts'
import { verdictOf } from '#core/surveys/undelivered.ts'

const nps = programOf(checkSurvey({ id: 'nps', rules: { spread_days: 1 } }, null))
const csat = programOf(checkSurvey({ id: 'csat', kind: 'csat' }, null))
const ces = programOf(checkSurvey({ id: 'ces', kind: 'ces', about: 'request' }, null))

const tet = ['2026-02-16', '2026-02-17', '2026-02-18', '2026-02-19', '2026-02-20']
const sending: SendingHours = {
  hours: Object.fromEntries([1, 2, 3, 4, 5].map((day) => [String(day), ['08:30', '18:00'] as const])),
  holidays: new Set(tet),
}
const customer = (given: Partial<CustomerFacts> = {}): CustomerFacts => ({
  customer_id: 'K1',
  opens_on: '2026-01-05',
  may_be_contacted: true,
  opted_out: false,
  reachable: true,
  has_open_request: false,
  last_request_resolved_on: null,
  sent: [],
  answers: [],
  ...given,
})
const sent = (program: Program, at: string, given: Partial<Sent> = {}): Sent => ({
  program: program.id,
  relationship: program.relationship,
  at,
  reminded_at: null,
  answered_at: null,
  ...given,
})
const said = (facts: Partial<CustomerFacts>, program: Program, now: string): unknown => {
  const decision = decideSurvey(customer(facts), program, sending, now)
  return decision.action === 'hold' ? [decision.reason, decision.until] : decision.action
}

describe('a survey about one thing', () => {
  // Bought on Monday 2 March 2026: asked from Thursday 5 to Thursday 12 March.
  const event_on = '2026-03-02'
  test.each([
    ['the day before', '2026-03-04T10:00:00', ['too_early', '2026-03-05T08:30:00']],
    ['from the third day', '2026-03-05T08:30:00', 'invite'],
    ['on the last day', '2026-03-12T17:59:59', 'invite'],
    ['V24 never late: dropped, not sent after that', '2026-03-12T18:00:00', ['too_late', null]],
    ['V56 nor after days without a server', '2026-03-20T10:00:00', ['too_late', null]],
  ])('%s', (_, now, expected) => expect(said({ event_on }, csat, now)).toEqual(expected))

  test('V19 what Tết moves past its last day is dropped, what it does not is moved', () => {
    expect(said({ event_on: '2026-02-03' }, csat, '2026-02-13T18:00:00')).toEqual(['too_late', null])
    expect(said({ event_on: '2026-02-13' }, csat, '2026-02-16T10:00:00')).toEqual([
      'quiet_hours',
      '2026-02-23T08:30:00',
    ])
  })

  test('nothing happened: nothing is asked, whatever the gate says', () =>
    expect(said({}, csat, '2026-03-05T10:00:00')).toEqual(['no_event', null]))

  test('about a request: a day after it was resolved, not while another is open', () => {
    const facts = { event_on: '2026-03-03', last_request_resolved_on: '2026-03-03' }
    expect(said(facts, ces, '2026-03-03T10:00:00')).toEqual(['too_early', '2026-03-04T08:30:00'])
    expect(said(facts, ces, '2026-03-04T10:00:00')).toBe('invite')
    expect(said({ ...facts, has_open_request: true }, ces, '2026-03-04T10:00:00')).toEqual(['open_request', null])
  })
})

describe('rules between surveys', () => {
  test('V24 two due on one day: how things stand goes first, the other waits, and is dropped when that is too long', () => {
    const facts = customer({ event_on: '2026-03-02' })
    const decided = decideRound(
      [
        { facts, program: csat },
        { facts, program: nps },
      ],
      sending,
      '2026-03-05T10:00:00',
      null,
      0,
    )
    expect(decided.map(({ program, action }) => [program, action])).toEqual([
      ['nps', 'invite'],
      ['csat', 'hold'],
    ])
    expect(
      said({ event_on: '2026-03-02', sent: [sent(nps, '2026-03-05T10:00:00')] }, csat, '2026-03-06T10:00:00'),
    ).toEqual(['too_late', null])
  })

  test('V25 a frequent survey does not starve the rare one: it takes no turn of it but its 90 days', () => {
    const lately = { event_on: '2026-06-01', sent: [sent(csat, '2026-03-02T10:00:00')] }
    expect(said(lately, nps, '2026-06-01T10:00:00')).toBe('invite')
    const both = decideRound(
      [csat, nps].map((program) => ({ facts: customer(lately), program })),
      sending,
      '2026-06-04T10:00:00',
      1,
      0,
    )
    expect(both.map(({ program, action }) => [program, action])).toEqual([
      ['nps', 'invite'],
      ['csat', 'hold'],
    ])
  })

  test('V09 answered between the mail and the reminder: none is sent', () => {
    const one = { at: '2026-03-02T10:00:00' }
    expect(said({ sent: [sent(nps, one.at)] }, nps, '2026-03-09T10:00:00')).toBe('remind')
    expect(
      said({ sent: [sent(nps, one.at, { answered_at: '2026-03-09T09:59:00' })] }, nps, '2026-03-09T10:00:00'),
    ).toEqual(['asked_this_cycle', '2026-08-31T08:30:00'])
  })

  test('V20 an order that was cancelled or never completed opens no gate', () =>
    expect(said({ opens_on: null }, nps, '2026-03-05T10:00:00')).toEqual(['no_purchase', null]))

  test('V22 a complaint that is open holds; solved, seven days more', () => {
    expect(said({ has_open_request: true }, nps, '2026-03-05T10:00:00')).toEqual(['open_request', null])
    expect(said({ last_request_resolved_on: '2026-03-05' }, nps, '2026-03-11T10:00:00')).toEqual([
      'request_lately',
      '2026-03-12T08:30:00',
    ])
    expect(said({ last_request_resolved_on: '2026-03-05' }, nps, '2026-03-12T10:00:00')).toBe('invite')
  })

  test('V27 a customer’s day in the spread is the same whatever else is imported', () => {
    const spread: Program = { ...nps, spread_days: 30 }
    const day = (others: number): unknown => {
      const all = Array.from({ length: others }, (_, n) => ({
        facts: customer({ customer_id: `A${n}` }),
        program: spread,
      }))
      const decided = decideRound(
        [...all, { facts: customer(), program: spread }],
        sending,
        '2026-01-04T10:00:00',
        null,
        0,
      )
      const own = decided.find(({ customer_id }) => customer_id === 'K1')!
      return own.action === 'hold' ? own.until : own.action
    }
    expect(new Set([day(0), day(3), day(200)]).size).toBe(1)
  })

  test('a server that asked to be left alone is, to the hour', () => {
    const facts = { put_off_until: '2026-03-05T14:00:00' }
    expect(said(facts, nps, '2026-03-05T10:00:00')).toEqual(['put_off', '2026-03-05T14:00:00'])
    expect(said({ put_off_until: '2026-03-05T19:00:00' }, nps, '2026-03-05T10:00:00')).toEqual([
      'put_off',
      '2026-03-06T08:30:00',
    ])
    expect(said(facts, nps, '2026-03-05T14:00:00')).toBe('invite')
  })

  test('a day’s number trickles, and is done by the end of the hours', () => {
    let [left, rounds] = [200, 0]
    for (let minute = 8 * 60 + 30; minute < 18 * 60; minute++) {
      const wall = `2026-03-05T${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}:00`
      const share = shareOf(left, wall, '18:00', 1)
      expect(share).toBeLessThanOrEqual(1)
      left -= share
      rounds += 1
    }
    expect([left, rounds]).toEqual([0, 570])
  })
})

describe('what is said of a survey', () => {
  const refused = (given: object): string => {
    try {
      checkSurvey({ id: 'x1', ...given }, null)
      return 'taken'
    } catch (error) {
      return String((error as { params?: { field?: string } }).params?.field ?? (error as { code?: string }).code)
    }
  }
  test.each([
    [{ rules: { every_days: 89 } }, 'every_days'],
    [{ rules: { apart_days: 7 } }, 'apart_days'],
    [{ rules: { reminder_after_days: 30 } }, 'reminder_after_days'],
    [{ rules: { reminder_after_days: null } }, 'taken'],
    [{ rules: { sometimes: 1 } }, 'option.unknown_value'],
    [{ kind: 'own' }, 'questions'],
    [{ kind: 'stars' }, 'option.unknown_value'],
    [{ texts: { subject: { fr: 'x' } } }, 'subject'],
    [{ texts: { subject: { vi: 'x'.repeat(601) } } }, 'subject'],
    [{ questions: [{ id: 'a', kind: 'text', words: { vi: 'A?' } }] }, 'survey.id_unfit'],
    [{ id: 'Khảo sát' }, 'survey.id_unfit'],
  ])('%j: %s', (given, expected) => {
    const said = refused(given)
    // A question’s id goes by the same rule as a survey’s.
    expect(said === 'questions 1 id' ? 'survey.id_unfit' : said).toBe(expected)
  })

  test('V29 the scale of a survey cannot be changed once it is there', () => {
    const before = checkSurvey({ id: 'x1', kind: 'nps' }, null)
    expect(() => checkSurvey({ id: 'x1', kind: 'csat' }, before)).toThrow('survey.kind_fixed')
  })

  test('V55 a mail with the longest texts stays far below what is clipped, and reads without its pictures or buttons', () => {
    const long = 'ễ'.repeat(600)
    const survey = checkSurvey(
      {
        id: 'x1',
        texts: { subject: { vi: 'a\r\nBcc: x' }, greeting: { vi: long }, question: { vi: `<b>${long.slice(3)}` } },
      },
      null,
    )
    const mail = composeSurveyMail(survey, {
      organisation: 'A & B <c>',
      language: 'vi',
      links: {
        answer: `https://khaosat.congty.vn/s/${'x'.repeat(22)}`,
        unsubscribe: `https://khaosat.congty.vn/u/${'y'.repeat(22)}`,
      },
      reminds: false,
    })
    expect(Buffer.byteLength(mail.html) + Buffer.byteLength(mail.text)).toBeLessThan(20_000)
    expect(mail.html).not.toContain('<b>')
    expect(mail.html).not.toMatch(/<img|<script|<style/)
    expect(mail.text.match(/\?score=\d+$/gm)).toHaveLength(11)
  })
})

describe('scores of waves', () => {
  const scores = (promoters: number, passives: number, detractors: number): number[] => [
    ...Array(promoters).fill(10),
    ...Array(passives).fill(8),
    ...Array(detractors).fill(3),
  ]
  test('V28 none, one, all the same, all in the middle: an interval, never certainty', () => {
    expect(scoreOf('nps', [])).toBeNull()
    expect(scoreOf('nps', [10])).toMatchObject({ value: 100, flags: ['too_few', 'bands_only'] })
    expect(scoreOf('nps', [8, 7, 8])!.value).toBe(0)
    // Ten times 10: adjusted 76.923, interval from 47.504 to the end of the scale.
    const all = scoreOf('nps', scores(10, 0, 0))!
    expect(all.interval![0]).toBeCloseTo(47.504, 3)
    expect(all.interval![1]).toBe(100)
  })

  test('V34 two quarters of 12 and 15 answers: no evidence of change', () => {
    // 50 against 20: a difference of 30 points that means nothing yet.
    const change = changeOf(scoreOf('nps', scores(8, 2, 2))!, scoreOf('nps', scores(7, 4, 4))!)
    expect(change).toMatchObject({ absolute: 30, within_noise: true })
  })

  test('a thousand answers each: 8 points are more than noise', () => {
    // √(.61/1000 + .5756/1000)·100 = 3.4435; z = 8 ÷ 3.4435 = 2.3232, p = 0.0202.
    const change = changeOf(scoreOf('nps', scores(550, 280, 170))!, scoreOf('nps', scores(500, 300, 200))!)
    expect(change.absolute).toBeCloseTo(8, 9)
    expect(change.p_value).toBeCloseTo(0.0202, 3)
    expect(change.within_noise).toBe(false)
  })
})

describe('what a refusal means', () => {
  test.each([
    ['5.1.1', '550 5.1.1 no such user', true, 'stop'],
    [null, '550 Unknown user', true, 'stop'],
    [null, '550 rejected by policy: mailbox', true, 'pause_domain'],
    ['5.7.26', '550 5.7.26 not authenticated', true, 'pause_domain'],
    ['4.7.1', '451 4.7.1 greylisted', false, 'soft'],
    ['5.2.2', '552 5.2.2 full', true, 'soft'],
    ['5.3.4', '552 5.3.4 message too big', true, 'none'],
    [null, '421 try later', false, 'soft'],
    [null, '554 no', true, 'none'],
  ] as const)('%s %s', (status, response, permanent, verdict) =>
    expect(verdictOf(status, response, permanent)).toBe(verdict),
  )
})
