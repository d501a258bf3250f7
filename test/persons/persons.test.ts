import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { emptyLead } from '#core/leads/payload.ts'
import { importFiles } from '#operations/imports/import-files.ts'
import { putForm } from '#operations/leads/forms.ts'
import { takeLead } from '#operations/leads/take-lead.ts'
import { forgetPerson, readmitPerson } from '#operations/persons/forget.ts'
import { retirePeople } from '#operations/persons/retire.ts'
import { exportPerson, findPerson } from '#operations/persons/tell.ts'
import { readMetric } from '#operations/readings/read-metric.ts'
import { type Company, openCompany } from '../../src/main/company.ts'

const folder = mkdtempSync(join(tmpdir(), 'nhip-persons-'))
const directory = join(folder, 'data')
let company: Company
const deps = () => company.depsFor('vi')

const bring = async (name: string, text: string): Promise<void> => {
  const path = join(folder, name)
  writeFileSync(path, text)
  await importFiles({ files: [path], as: null, map: null, dryRun: false }, deps(), () => undefined)
}
const files = {
  'contact.csv': `contact_id,received_at,name,phone,email,source,customer_id
C1,2026-11-02 09:00,Nguyễn Thị Hoa,0901234567,hoa@example.com,facebook,K1
C2,2026-11-03 09:00,Hoa,+84 901 234 567,,zalo,
C3,2026-11-03 10:00,Trần Minh,0912000111,minh@example.com,zalo,
C4,2023-05-03 10:00,Lê Xưa,0913000222,xua@example.com,zalo,
`,
  'customer.csv': `customer_id,name,phone,email
K1,Nguyễn Thị Hoa,0901234567,hoa.cu@example.com
`,
  'activity.csv': `activity_id,at,contact_id,method,direction,purpose,reached,note
A1,2026-11-02 10:00,C1,telesales,outbound,selling,true,Chị Hoa hẹn chiều
A2,2026-11-03 11:00,C3,telesales,outbound,selling,true,Anh Minh bận
`,
  'order_line.csv': `order_id,line_no,placed_at,location_id,customer_id,product_id,quantity,unit_price
O1,1,2026-11-04 10:00,S1,K1,P1,1,500000
`,
  'survey_answer.csv': `answer_id,kind,answered_at,score,customer_id,comment
N1,nps,2026-11-05 10:00,9,K1,Cô Hoa bán hàng rất dễ thương
`,
  // A row that is refused keeps what it said until it is mended.
  'more.csv': `contact_id,received_at,name,phone,source
C9,2026-13-40 09:00,"Hoa, Nguyễn",0901 234 567,facebook
C8,2026-13-40 09:00,"Bình, Lê",0914000333,facebook
`,
} as const
const told = [
  'Nguyễn Thị Hoa',
  '0901234567',
  'hoa@example.com',
  'hoa.cu@example.com',
  'Chị Hoa hẹn chiều',
  'Cô Hoa bán hàng',
]
const others = ['Trần Minh', 'Anh Minh bận']

/** Everything in the data directory, whatever kind of file it is. */
const bytes = (): string =>
  readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name)).toString('utf8'))
    .join('\n')

beforeAll(async () => {
  company = await openCompany(directory, { fixedNow: '2026-11-25T03:00:00Z', memory: '500MB' })
  for (const [name, text] of Object.entries(files)) await bring(name, text)
  const form = putForm({ source: 'website', product_lines: [] }, deps())
  const arrival = { trapped: true, seconds: 9, fromNetwork: 1 }
  takeLead(
    form,
    { ...emptyLead, name: 'Hoa trên mạng', phone: '0901.234.567' },
    { via: 'page', key: 'a', arrival },
    deps(),
  )
}, 120_000)
afterAll(async () => {
  await company.close()
  rmSync(folder, { recursive: true, force: true })
})

const idsBy = async (asked: string): Promise<readonly string[]> =>
  (await findPerson(asked, deps())).people.map(({ id }) => id).sort()

describe('one person', () => {
  test('is found by number however written, by either address, by id of a contact or customer, with all that belongs to them', async () => {
    for (const asked of ['0901234567', '+84 901 234 567', 'HOA@example.com', 'hoa.cu@example.com', 'C1', 'C2', 'K1'])
      expect(await idsBy(asked), asked).toEqual(['C1', 'C2', 'K1'])
    expect(await idsBy('C3')).toEqual(['C3'])
    await expect(findPerson('0999999999', deps())).rejects.toThrow('person.unknown')
  })

  test('is told all that is kept of them and nothing of others', async () => {
    const kept = await exportPerson('K1', deps())
    const text = JSON.stringify(kept)
    for (const each of told) expect(text).toContain(each)
    for (const each of others) expect(text).not.toContain(each)
    expect(kept.rows['order_line']).toMatchObject([{ order_id: 'O1', customer_id: 'K1' }])
    expect(kept.leads).toMatchObject([{ name: 'Hoa trên mạng', state: 'held' }])
    expect(text).not.toMatch(/phone_hash|email_hash/)
  })

  test('who only left their details on a form is told and forgotten too', async () => {
    const form = deps().leads.forms()[0]!
    const arrival = { trapped: true, seconds: 9, fromNetwork: 1 }
    const lead = { ...emptyLead, name: 'Mới Hỏi', phone: '0977000111' }
    takeLead(form, lead, { via: 'page', key: 'b', arrival }, deps())
    expect((await exportPerson('+84 977 000 111', deps())).leads).toMatchObject([{ name: 'Mới Hỏi' }])
    const gone = await forgetPerson('0977000111', true, deps())
    expect(gone).toEqual({ contacts: 0, customers: 0, notes: 0, gathered: 1, refused_rows: 0 })
    expect(bytes()).not.toContain('Mới Hỏi')
    await expect(findPerson('0977000111', deps())).rejects.toThrow('person.unknown')
  })

  test('is not forgotten by mistake', async () => {
    await expect(forgetPerson('K1', false, deps())).rejects.toThrow('person.not_confirmed')
    expect(await idsBy('K1')).toEqual(['C1', 'C2', 'K1'])
  })

  test('once forgotten is in no file of the data directory, and every number is as it was', async () => {
    const ask = async (): Promise<unknown> =>
      Promise.all(
        ['contacts_new', 'contacts_duplicate', 'contact_coverage', 'net_sales', 'nps', 'conversion_rate'].map(
          async (id) => {
            const { value, numerator, denominator } = await readMetric({ id, period: '2026-11' }, deps())
            return { id, value, numerator, denominator }
          },
        ),
      )
    const before = await ask()
    const standing = bytes()
    for (const each of [...told, 'Hoa trên mạng', '0901 234 567']) expect(standing, each).toContain(each)
    const gone = await forgetPerson('0901234567', true, deps())
    expect(gone).toEqual({ contacts: 2, customers: 1, notes: 2, gathered: 1, refused_rows: 1 })
    const left = bytes()
    for (const each of [...told, 'Hoa trên mạng', '0901 234 567', '0901.234.567'])
      expect(left, each).not.toContain(each)
    for (const each of [...others, 'Bình, Lê']) expect(left, each).toContain(each)
    expect(await ask()).toEqual(before)
    await expect(findPerson('0901234567', deps())).rejects.toThrow('person.unknown')
  })

  test('stays forgotten when the file comes again, until they are let in', async () => {
    await bring('again.csv', files['customer.csv'].replace('K1', 'K1').replace('hoa.cu', 'hoa.moi'))
    expect(deps().people('customer', ['K1']).get('K1')).toBeUndefined()
    expect(await readmitPerson('K1', deps())).toEqual({ readmitted: 1 })
    await bring('later.csv', files['customer.csv'].replace('hoa.cu', 'hoa.sau'))
    expect(deps().people('customer', ['K1']).get('K1')).toMatchObject({ email: 'hoa.sau@example.com' })
  })

  test('of whom nothing was heard for longer than set is forgotten by itself, others are not', async () => {
    expect(await retirePeople(deps())).toBe(0)
    expect(deps().people('contact', ['C4']).get('C4')?.name).toBe('Lê Xưa')
    company.setSetting('retention_months', 24)
    expect(await retirePeople(deps())).toBe(1)
    expect(deps().people('contact', ['C4']).get('C4')).toBeUndefined()
    expect(deps().people('contact', ['C3']).get('C3')?.name).toBe('Trần Minh')
    expect(await retirePeople(deps())).toBe(0)
  })
})
