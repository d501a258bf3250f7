import { expect, test } from 'vitest'
import { steadySum } from '#core/sql.ts'
import { warehouseOf } from './fixture-warehouse.ts'

test('a sum of doubles does not depend on the order of its rows', async () => {
  const warehouse = await warehouseOf({}, [], '2026-11-18')
  const sums = async (sum: string): Promise<number> => {
    const orders = Array.from({ length: 8 }, (_, seed) => `hash(n + ${seed * 1000})`)
    const found = new Set<unknown>()
    for (const order of orders) {
      const [row] = await warehouse.query(
        `select cast(${sum} as double) as value from (select 1 / cast(n as double) as x from range(1, 4000) r(n) order by ${order})`,
      )
      found.add(row!['value'])
    }
    return found.size
  }
  expect(await sums('sum(x)')).toBeGreaterThan(1)
  expect(await sums(steadySum('x'))).toBe(1)
  await warehouse.close()
})
