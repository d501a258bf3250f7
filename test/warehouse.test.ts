import { expect, test } from 'vitest'
import { openWarehouse } from '#warehouse/open.ts'

test('numbers, days and instants cross the process as plain values', async () => {
  const warehouse = await openWarehouse({ file: ':memory:' })
  const rows = await warehouse.query(
    "select 233935.24::decimal(38,4) as amount, date '2026-11-18' as day, timestamp '2026-11-18 04:40:00' as at, 3::bigint as n, null as nothing",
  )
  expect(rows).toEqual([{ amount: 233935.24, day: '2026-11-18', at: '2026-11-18T04:40:00', n: 3, nothing: null }])
  await warehouse.close()
})

test('the engine reaches no file outside its folders', async () => {
  const warehouse = await openWarehouse({ file: ':memory:' })
  await expect(warehouse.query("select * from read_text('/etc/passwd')")).rejects.toThrow(/disabled|permission/i)
  await warehouse.close()
})

test('a statement that fails leaves its whole transaction undone', async () => {
  const warehouse = await openWarehouse({ file: ':memory:' })
  await expect(
    warehouse.transact(["insert into footfall (location_id) values ('S1')", 'select nothing_here']),
  ).rejects.toThrow()
  expect(await warehouse.query('select count(*) as n from footfall')).toEqual([{ n: 0 }])
  await warehouse.close()
})
