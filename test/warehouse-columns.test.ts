import { afterAll, expect, test } from 'vitest'
import { openWarehouse } from '#warehouse/open.ts'

const warehouse = await openWarehouse({ file: ':memory:' })
afterAll(() => warehouse.close())

test('columns cross in the narrowest array that holds every number, in the order asked for', async () => {
  const columns = await warehouse.columns(`select cast(i as integer) as small, cast(i * 100000 as bigint) as large,
    i / 8 as broken, 'n' || i as name from range(10000) t(i) where i < 250 order by i`)
  const at = Array.from({ length: 250 }, (_, i) => i)
  expect(columns['small']).toEqual(Uint8Array.from(at))
  expect(columns['large']).toEqual(Int32Array.from(at, (i) => i * 100_000))
  expect(columns['broken']).toEqual(Float64Array.from(at, (i) => i / 8))
  expect(columns['name']).toEqual(at.map((i) => `n${i}`))
})

test('a number that comes late and does not fit widens the whole column, a missing one is NaN', async () => {
  const columns =
    await warehouse.columns(`select case when i = 9000 then 300 when i = 9001 then -1 else i % 200 end as number,
    case when i <> 5 then i % 7 end as gap from range(9002) t(i)`)
  const numbers = columns['number'] as Int32Array
  expect(numbers).toBeInstanceOf(Int32Array)
  expect([numbers.length, numbers[199], numbers[9000], numbers[9001]]).toEqual([9002, 199, 300, -1])
  expect([...columns['gap']!.slice(4, 7)]).toEqual([4, Number.NaN, 6])
})

test('no rows are columns of nothing', async () => {
  expect(await warehouse.columns('select 1 as one where false')).toEqual({ one: new Uint8Array(0) })
})
