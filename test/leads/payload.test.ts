import { describe, expect, test } from 'vitest'
import { emptyLead, leadsIn, mappingIn, metaMapping, plainMapping, zaloMapping } from '#core/leads/payload.ts'

describe('messages of other systems', () => {
  test('ours holds one lead or a list of them', () => {
    const one = { id: 7, name: ' Lan ', phone: '0901234567' }
    const lead = { ...emptyLead, name: 'Lan', phone: '0901234567', external_id: '7' }
    expect(leadsIn(one, plainMapping)).toEqual([lead])
    expect(leadsIn({ leads: [one, { id: 'b', email: 'b@example.com' }] }, plainMapping)).toEqual([
      lead,
      { ...emptyLead, email: 'b@example.com', external_id: 'b' },
    ])
    expect(leadsIn([one], plainMapping)).toEqual([lead])
  })

  test('Meta’s names and lists of values are read wherever they stand in its list', () => {
    const value = {
      leadgen_id: '444',
      campaign_name: 'Tết',
      field_data: [
        { name: 'city', values: ['Đà Nẵng'] },
        { name: 'phone_number', values: ['+84 90 123 45 67'] },
        { name: 'full_name', values: ['Trần Minh'] },
      ],
    }
    const message = {
      object: 'page',
      entry: [{ changes: [{ field: 'leadgen', value }] }, { changes: [{ value: {} }] }],
    }
    expect(leadsIn(message, metaMapping)).toEqual([
      {
        ...emptyLead,
        name: 'Trần Minh',
        phone: '+84 90 123 45 67',
        province: 'Đà Nẵng',
        campaign: 'Tết',
        external_id: '444',
      },
    ])
  })

  test('of a Zalo message without shared details nothing but its sender is left, of one with them all', () => {
    const shared = { event_name: 'user_submit_info', sender: { id: 'u1' }, info: { name: 'Hà', phone: 84901234567 } }
    expect(leadsIn(shared, zaloMapping)).toEqual([{ ...emptyLead, name: 'Hà', phone: '84901234567' }])
    expect(leadsIn({ event_name: 'oa_send_text' }, zaloMapping)).toEqual([])
  })

  test('a path never leads to what an object did not bring itself', () => {
    const mapping = mappingIn({ fields: { name: 'constructor.name', phone: '__proto__.toString', note: ['a.0.b'] } })
    expect(leadsIn({ a: [{ b: 'x' }] }, mapping!)).toEqual([{ ...emptyLead, note: 'x' }])
  })

  test('a mapping with a field nobody knows, no fields or no path is none', () => {
    for (const wrong of [
      null,
      [],
      {},
      { fields: {} },
      { fields: { salary: 'a' } },
      { fields: { name: 3 } },
      { fields: { name: [] } },
    ])
      expect(mappingIn(wrong), JSON.stringify(wrong)).toBeNull()
    expect(mappingIn({ each: 'a.*', fields: { name: 'n' } })).toEqual({ each: 'a.*', fields: { name: ['n'] } })
  })
})
