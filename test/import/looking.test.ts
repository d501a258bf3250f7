import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Browser, firstOwner, hire, type Office, openOffice } from '../accounts/office.ts'

let office: Office
let owner: Browser
beforeAll(async () => {
  office = await openOffice()
  owner = await firstOwner(office)
}, 60_000)
afterAll(() => office.close())

const form = (name: string, text: string, more: Record<string, string> = {}): FormData => {
  const given = new FormData()
  given.append('files', new File([text], name))
  for (const [field, value] of Object.entries(more)) given.append(field, value)
  return given
}

type Looked = {
  readonly files: readonly {
    readonly tables: readonly {
      readonly headers: readonly string[]
      readonly header_row: number
      readonly rows: readonly { readonly line: number; readonly cells: readonly (string | null)[] }[]
      readonly values: readonly (readonly string[])[]
      readonly source: string | null
      readonly remembered: boolean
      readonly recognised_by: readonly string[]
      readonly refusal: { readonly code: string } | null
    }[]
  }[]
}

const look = async (name: string, text: string, more: Record<string, string> = {}) => {
  const answer = await owner.ask('POST', '/imports/look', form(name, text, more))
  expect(answer.status).toBe(200)
  return ((await answer.json()) as Looked).files[0]!.tables[0]!
}

const till = 'Số HĐ;Ngày;Cửa hàng;SL;Đơn giá;Tình trạng\nA1;03/11/2026;Q1;2;100000;Xong\nA2;13/11/2026;Q1;1;;Huỷ\n'
const mapping = JSON.stringify({
  entity: 'order_line',
  columns: {
    order_id: 'Số HĐ',
    placed_at: 'Ngày',
    location_id: 'Cửa hàng',
    quantity: 'SL',
    unit_price: 'Đơn giá',
    status: 'Tình trạng',
  },
  constants: { line_no: '1' },
  values: { status: { Xong: 'completed', Huỷ: 'cancelled' } },
})

describe('looking into a file', () => {
  test('an unknown file shows its headers, first rows and the few values of a column, with what it lacks', async () => {
    const table = await look('till.csv', till)
    expect(table.headers).toEqual(['Số HĐ', 'Ngày', 'Cửa hàng', 'SL', 'Đơn giá', 'Tình trạng'])
    expect(table.rows).toEqual([
      { line: 2, cells: ['A1', '03/11/2026', 'Q1', '2', '100000', 'Xong'] },
      { line: 3, cells: ['A2', '13/11/2026', 'Q1', '1', null, 'Huỷ'] },
    ])
    expect(table.values[5]).toEqual(['Xong', 'Huỷ'])
    expect(table.source).toBeNull()
    expect(table.refusal?.code).toMatch(/^file\.unrecognised/)
  })

  test('another row can be the header', async () => {
    const table = await look('title.csv', `Báo cáo;x;x;x;x;x\n${till}`, { header_row: '2' })
    expect(table.header_row).toBe(2)
    expect(table.headers[0]).toBe('Số HĐ')
    expect(table.rows[0]!.line).toBe(3)
    const refused = await owner.ask('POST', '/imports/look', form('a.csv', till, { header_row: '0' }))
    expect(refused.status).toBe(422)
  })

  test('a known file says what it is and by which headers; nothing is loaded', async () => {
    const table = await look('footfall.csv', 'location_id,on,visitors\nQ1,2026-11-03,40\n')
    expect(table).toMatchObject({ source: 'footfall', recognised_by: ['location_id', 'on', 'visitors'] })
    expect(await owner.get('/imports')).toEqual({ imports: [] })
  })
})

describe('refused rows', () => {
  const evil = 'location_id,on,visitors\nQ1,2026-11-03,40\n=cmd,2026-11-04,many\n'

  test('are taken away before anything is loaded, safe to open in a spreadsheet', async () => {
    const answer = await owner.ask('POST', '/imports/refused', form('Lượt khách.csv', evil, { as: 'footfall' }))
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toContain('text/csv')
    expect(answer.headers.get('content-disposition')).toContain(
      `filename*=UTF-8''rejects-L%C6%B0%E1%BB%A3t%20kh%C3%A1ch.csv`,
    )
    const bytes = Buffer.from(await answer.arrayBuffer())
    // The mark by which spreadsheets know UTF-8.
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    const lines = bytes.subarray(3).toString('utf8').split('\r\n')
    expect(lines[0]).toBe('location_id,on,visitors,line,column,value,code,sentence,numbers')
    expect(lines[1]).toMatch(/^'=cmd,2026-11-04,many,3,visitors,many,number\.unreadable,/)
    expect(lines).toHaveLength(3)
    expect(await owner.get('/imports')).toEqual({ imports: [] })
  })

  test('there are none of a file without them, and that is said', async () => {
    const answer = await owner.ask(
      'POST',
      '/imports/refused',
      form('a.csv', 'location_id,on,visitors\nQ1,2026-11-03,4\n'),
    )
    expect(answer.status).toBe(404)
    expect(await answer.json()).toMatchObject({ code: 'rejects.none' })
  })

  test('of an import can be fetched later by its id, mended and imported again; the list says who brought what', async () => {
    const brought = (await (await owner.ask('POST', '/imports', form('visits.csv', evil))).json()) as {
      files: { import_id: string; loaded: number; rejected: number }[]
    }
    expect(brought.files[0]).toMatchObject({ loaded: 1, rejected: 1 })
    const id = brought.files[0]!.import_id
    const answer = await owner.ask('GET', `/imports/${id}/rejects`)
    expect(answer.status).toBe(200)
    const mended = (await answer.text()).replace('many', '17')
    const again = (await (await owner.ask('POST', '/imports', form('mended.csv', mended))).json()) as typeof brought
    expect(again.files[0]).toMatchObject({ loaded: 1, rejected: 0 })
    const { imports } = await owner.get<{ imports: { file: string; by_name: string }[] }>('/imports')
    expect(imports.map(({ file }) => file)).toEqual(['mended.csv', 'visits.csv'])
    const { user } = await owner.get<{ user: { name: string } }>('/session')
    expect(imports.map(({ by_name }) => by_name)).toEqual([user.name, user.name])
    expect((await owner.ask('GET', '/imports/imp_not/rejects')).status).toBe(404)
    expect((await owner.ask('GET', `/imports/${id}/rejects?part=2`)).status).toBe(410)
  })

  test('of somebody else’s kind of rows are not for marketing', async () => {
    const { imports } = await owner.get<{ imports: { import_id: string; rejects_file: string | null }[] }>('/imports')
    const { import_id } = imports.find(({ rejects_file }) => rejects_file !== null)!
    const marketing = await hire(office, owner, { email: 'k@congty.vn', role: 'marketing' })
    expect((await marketing.ask('GET', `/imports/${import_id}/rejects`)).status).toBe(404)
    const analyst = await hire(office, owner, { email: 'n@congty.vn', role: 'analyst' })
    expect((await analyst.ask('GET', `/imports/${import_id}/rejects`)).status).toBe(403)
  })
})

test('a mapping made by hand is remembered for the next file with these headers', async () => {
  const first = (await (await owner.ask('POST', '/imports', form('till.csv', till, { map: mapping }))).json()) as {
    files: { loaded: number }[]
  }
  expect(first.files[0]!.loaded).toBeGreaterThan(0)
  const table = await look('till-next.csv', till.replace('A1', 'A9'))
  expect(table).toMatchObject({ source: 'mapping', remembered: true, refusal: null })
})
