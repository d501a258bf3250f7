import { expect, test } from 'vitest'
import type { Table } from '#core/metric.ts'
import { kpis } from '#kpis/index.ts'
import { planRefresh } from '#warehouse/refresh.ts'
import { contentsOf, type Directory, draftOf, newFolder, openDirectory, removeFolder, stage } from './directory.ts'

const tables = kpis.flatMap((kpi) => kpi.tables)
const names = [...new Set(tables.map((table) => table.name))]

const order = (id: string, day: string, price: number, more: Record<string, string | number> = {}) => ({
  order_id: id,
  line_no: '1',
  placed_at: `${day}T10:00:00`,
  completed_at: `${day}T11:00:00`,
  status: 'completed',
  location_id: 'S1',
  customer_id: 'K1',
  product_id: 'P1',
  quantity: 2,
  unit_price: price,
  ...more,
})

const sameAsFromNothing = async (directory: Directory): Promise<void> => {
  const incremental = await contentsOf(directory.warehouse, names)
  await directory.landing.rebuild()
  const fromNothing = await contentsOf(directory.warehouse, names)
  for (const table of names) expect(fromNothing[table], table).toEqual(incremental[table])
}

test('tables refreshed batch by batch equal the same tables made from nothing', async () => {
  const folder = newFolder()
  const directory = await openDirectory(folder, { tables })
  const { landing, warehouse } = directory
  await landing.accept(draftOf('customers'), [
    await stage(warehouse, 'customer', [{ customer_id: 'K1', phone: '1', phone_key: '+841', segment: 'lẻ' }]),
    await stage(warehouse, 'product', [{ product_id: 'P1', name: 'Nồi', product_line: 'Bếp', unit_cost: 40 }]),
    await stage(warehouse, 'contact', [
      { contact_id: 'C1', received_at: '2026-11-01T08:00:00', source: 'facebook', phone: '1', phone_key: '+841' },
    ]),
  ])
  const first = await landing.accept(draftOf('orders'), [
    await stage(warehouse, 'order_line', [
      order('A', '2026-11-02', 100, { order_discount: 30 }),
      { ...order('A', '2026-11-02', 50, { order_discount: 30 }), line_no: '2' },
      order('B', '2026-11-03', 70),
    ]),
  ])
  await sameAsFromNothing(directory)
  await landing.accept(draftOf('restated'), [
    await stage(warehouse, 'order_line', [
      { ...order('A', '2026-11-02', 60, { order_discount: 10 }), line_no: '2' },
      order('C', '2026-11-05', 80, { order_discount: 8 }),
    ]),
    await stage(warehouse, 'return_line', [
      { return_id: 'R', line_no: '1', returned_at: '2026-11-06T09:00:00', order_id: 'B', quantity: 1, amount: 70 },
    ]),
  ])
  await sameAsFromNothing(directory)
  await landing.withdraw(first.import_id)
  await sameAsFromNothing(directory)
  await directory.close()
  removeFolder(folder)
}, 300_000)

test('another day or another setting rebuilds the tables whose SQL it changes, and only then', async () => {
  const path = newFolder()
  let day = '2026-11-18'
  const watched = (name: string, sql: Table['sql']): Table => ({ name, sql, reads: ['contact'] })
  const list = [
    watched('of_today', ({ today }) => `select date '${today}' as day`),
    watched('above_today', () => 'select day + 1 as day from of_today'),
    watched('of_settings', ({ settings }) => `select ${settings.response_limit_minutes} as minutes`),
  ]
  const { landing, warehouse, store, close } = await openDirectory(path, { tables: list, today: () => day })
  const days = async () =>
    warehouse.query('select t.day, a.day as next, minutes from of_today t, above_today a, of_settings')
  expect(await days()).toEqual([{ day: '2026-11-18', next: '2026-11-19', minutes: 60 }])
  const version = store.dataVersion()
  await landing.refresh()
  expect(store.dataVersion()).toBe(version)
  day = '2026-11-19'
  await landing.refresh()
  expect(store.dataVersion()).toBeGreaterThan(version)
  expect(await days()).toEqual([{ day: '2026-11-19', next: '2026-11-20', minutes: 60 }])
  store.setSetting('response_limit_minutes', 30)
  await landing.refresh()
  expect(await days()).toEqual([{ day: '2026-11-19', next: '2026-11-20', minutes: 30 }])
  await close()
  removeFolder(path)
})

const table = (name: string, sql: string, reads: readonly string[], day?: string): Table => ({
  name,
  sql: () => sql,
  reads,
  ...(day ? { day } : {}),
})
const context = { settings: {} as never, today: '2026-11-18' }

test('a table that can be refreshed by day is built for the touched days only, one that reads it whole', () => {
  const list = [
    table('by_day', 'select * from order_line', ['order_line'], 'on_day'),
    table('above', 'select * from by_day', ['order_line']),
    table('apart', 'select * from contact', ['contact']),
  ]
  const first = planRefresh(list, context, new Map(), new Map())
  expect(first.map((step) => step.extent)).toEqual(['all', 'all', 'all'])
  const built = new Map(first.map((step) => [step.table.name, step.sha256]))
  const touched = new Map([['order_line', ['2026-11-02']]] as const)
  expect(planRefresh(list, context, built, touched).map((step) => step.extent)).toEqual([['2026-11-02'], 'all', 'none'])
  expect(planRefresh(list, context, built, new Map([['order_line', 'all']])).map((step) => step.extent)).toEqual([
    'all',
    'all',
    'none',
  ])
})

test('a fitted table is filled with what its step computes, again whenever what it reads changes', async () => {
  const path = newFolder()
  const fitted: Table = {
    name: 'fitted',
    reads: ['footfall'],
    sql: () =>
      'select cast(null as date) as day, cast(null as decimal(18, 4)) as mean, cast(null as bigint) as days, cast(null as varchar) as note where false',
    fit: {
      from: () => 'select max("on") as day, avg(visitors) as mean, count(*) as days from footfall',
      compute: ([row]) => [{ note: 'from the step', day: row!['day']!, days: row!['days']!, mean: row!['mean']! }],
    },
  }
  const { landing, warehouse, close } = await openDirectory(path, { tables: [fitted] })
  const land = async (file: string, on: string, visitors: number) =>
    landing.accept(draftOf(file), [await stage(warehouse, 'footfall', [{ location_id: 'S1', on, visitors }])])
  await land('one', '2026-11-01', 10)
  const second = await land('two', '2026-11-02', 15)
  const rows = () => warehouse.query('select * from fitted')
  expect(await rows()).toEqual([{ day: '2026-11-02', mean: 12.5, days: 2, note: 'from the step' }])
  await landing.withdraw(second.import_id)
  expect(await rows()).toEqual([{ day: '2026-11-01', mean: 10, days: 1, note: 'from the step' }])
  await close()
  removeFolder(path)
})
