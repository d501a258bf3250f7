import { describe, expect, test } from 'vitest'
import { type Arrival, holdReasonsOf, missingIn, plainEmail, plainPhone } from '#core/leads/judge.ts'
import type { GivenLead } from '#core/leads/lead.ts'
import { emptyLead } from '#core/leads/payload.ts'

const person: Arrival = { trapped: false, seconds: 20, fromNetwork: 1 }
const lan: GivenLead = { ...emptyLead, name: 'Nguyễn Lan', phone: '0901 234 567' }

describe('numbers and addresses', () => {
  test('a number is the same however the country is written before it', () => {
    const written = ['0901234567', '+84 901 234 567', '84901234567', '0084.901.234.567', '(090) 123-4567']
    expect(new Set(written.map(plainPhone))).toEqual(new Set(['901234567']))
    expect(['0000000000', '1234', '', null, 'không có'].map(plainPhone)).toEqual([null, null, null, null, null])
  })
  test('an address is the same in capitals, and none without a domain', () => {
    expect(plainEmail(' Lan@Example.COM ')).toBe('lan@example.com')
    expect(['lan', 'lan@', 'lan@vn', 'a b@c.vn', null].map(plainEmail)).toEqual([null, null, null, null, null])
  })
})

describe('what is asked for again', () => {
  test('a name, and one way to be reached', () => {
    expect(missingIn(emptyLead)).toEqual(['name', 'phone'])
    expect(missingIn({ ...lan, phone: null, email: 'lan@example.com' })).toEqual([])
    expect(missingIn({ ...lan, email: 'lan@' })).toEqual(['email'])
  })
})

describe('what somebody looks at first', () => {
  const cases: readonly (readonly [string, Partial<GivenLead>, Partial<Arrival>])[] = [
    ['trap', {}, { trapped: true }],
    ['fast', {}, { seconds: 2 }],
    ['fast', {}, { seconds: null }],
    ['links', { note: 'xem https://a.vn và http://b.vn' }, {}],
    ['links', { name: 'www.a.vn' }, {}],
    ['markup', { note: '<a href=x>x</a>' }, {}],
    ['phone', { phone: '123' }, {}],
    ['network', {}, { fromNetwork: 6 }],
    ['no_details', { phone: null }, { seconds: 'not_asked' }],
  ]
  for (const [reason, lead, arrival] of cases)
    test(`${reason}: ${JSON.stringify({ ...lead, ...arrival })}`, () => {
      expect(holdReasonsOf({ ...lan, ...lead }, { ...person, ...arrival })).toEqual([reason])
    })

  test('a person with one link in the note, or a number nobody can call beside a good address, is not', () => {
    expect(holdReasonsOf({ ...lan, note: 'như ở https://shop.vn/noi' }, person)).toEqual([])
    expect(holdReasonsOf({ ...lan, phone: '123', email: 'lan@example.com' }, person)).toEqual([])
    expect(holdReasonsOf(lan, { ...person, seconds: 'not_asked' })).toEqual([])
  })
})
