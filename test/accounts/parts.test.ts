import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Browser, firstOwner, hire, type Office, openOffice } from './office.ts'

const orders =
  'order_id,line_no,placed_at,location_id,quantity,unit_price\nA1,1,2026-11-16 09:00,S001,2,100000\nA2,1,2026-11-16 09:00,S002,1,70000\n'
const spend = 'spend_id,from_on,category,source,amount\nX1,2026-11-10,advertising,facebook,500000\n'

let office: Office
let owner: Browser
beforeAll(async () => {
  office = await openOffice({ order_line: orders })
  owner = await firstOwner(office)
})
afterAll(() => office.close())

const codeOf = async (answer: Response): Promise<readonly [number, unknown]> => [
  answer.status,
  answer.status === 200 ? null : ((await answer.json()) as { code: string }).code,
]

const upload = (text: string, name: string): FormData => {
  const form = new FormData()
  form.append('files', new File([text], name))
  return form
}

describe('marketing', () => {
  test('brings in cost and nothing else, and sees and takes back imports of cost alone', async () => {
    const marketing = await hire(office, owner, { email: 'mkt@congty.vn', role: 'marketing' })
    const more = orders.replaceAll('A1', 'B1').replaceAll('A2', 'B2')
    for (const dry of [false, true]) {
      const form = upload(more, 'order_line.csv')
      if (dry) form.append('dry_run', 'true')
      expect(await codeOf(await marketing.ask('POST', '/imports', form))).toEqual([403, 'access.import_entity'])
    }
    const { files } = await marketing.post<{ files: { import_id: string; loaded: number }[] }>(
      '/imports',
      upload(spend, 'spend.csv'),
    )
    expect(files).toMatchObject([{ loaded: 1, rejected: 0 }])
    const seen = await marketing.get<{ imports: { import_id: string }[] }>('/imports')
    expect(seen.imports.map((one) => one.import_id)).toEqual([files[0]!.import_id])
    const all = await owner.get<{ imports: { import_id: string; file: string }[] }>('/imports')
    const foreign = all.imports.find((one) => one.file === 'order_line.csv')!
    expect(await codeOf(await marketing.ask('POST', `/imports/${foreign.import_id}/undo`, {}))).toEqual([
      404,
      'import.unknown',
    ])
    expect(await codeOf(await marketing.ask('POST', `/imports/${files[0]!.import_id}/undo`, {}))).toEqual([200, null])
    expect((await owner.get<{ value: number }>('/metrics/net_sales?period=2026-11')).value).toBe(270_000)
  })
})

describe('a manager of a part', () => {
  test('sets targets for that part, and for no other', async () => {
    const area = await hire(office, owner, { email: 'muc@congty.vn', role: 'manager', location: ['S001'] })
    const aim = { metric: 'net_sales', period: '2026-12', target: 5_000_000 }
    expect(await area.post('/targets', aim)).toMatchObject({ scope: 'location=S001' })
    expect(await codeOf(await area.ask('POST', '/targets', { ...aim, where: ['location=S002'] }))).toEqual([
      403,
      'access.outside',
    ])
    const { targets } = await owner.get<{ targets: { scope: string }[] }>('/targets')
    expect(targets.map((target) => target.scope)).toEqual(['location=S001'])
    expect(await codeOf(await area.ask('POST', '/imports', upload(orders, 'order_line.csv')))).toEqual([
      403,
      'access.role',
    ])
  })
})
