import { expect, test } from 'vitest'
import { openWarehouse } from '#warehouse/open.ts'

test('rows streamed while other questions are asked arrive to the last one', async () => {
  const warehouse = await openWarehouse({ file: ':memory:' })
  try {
    let [rows, sum, done] = [0, 0, false]
    const streamed = warehouse
      .stream('select range as i from range(400000)', (chunk) => {
        rows += chunk.length
        sum += chunk.reduce((total, row) => total + Number(row['i']), 0)
      })
      .finally(() => {
        done = true
      })
    let asked = 0
    while (!done) {
      const [answer] = await warehouse.query(`select ${asked} as n`)
      expect(answer).toEqual({ n: asked })
      asked += 1
    }
    await streamed
    expect(asked).toBeGreaterThan(2)
    // 0 + 1 + … + 399 999
    expect({ rows, sum }).toEqual({ rows: 400_000, sum: (400_000 * 399_999) / 2 })
  } finally {
    await warehouse.close()
  }
})
