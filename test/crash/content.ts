import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** mulberry32: small, seeded, the same everywhere. */
export const chance = (seed: number): (() => number) => {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = state
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/** One file of the run: which order rows it states at which price, and whose names it brings. */
export type Content = {
  readonly path: string
  readonly prices: ReadonlyMap<string, number>
  readonly contacts: readonly string[]
}

const rowsPerFile = 400

export const writeContent = (folder: string, number: number, random: () => number): Content => {
  const prices = new Map<string, number>()
  // Every file restates rows of the one before it, so that undoing has something to bring back.
  for (let i = 0; i < rowsPerFile; i++) {
    const of = i % 3 === 0 ? Math.max(1, number - 1) : number
    prices.set(`F${of}-${i}`, 1 + Math.floor(random() * 1_000_000))
  }
  const contacts = Array.from({ length: 50 }, (_, i) => `C${number}-${i}`)
  const lines = [
    'order,price,contact,name,phone,day',
    ...[...prices].map(([order, price], i) => {
      const contact = contacts[i] ?? ''
      return `${order},${price},${contact},${contact && `Nguyễn ${contact}`},${contact && `09${String(10_000_000 + number * 50 + i)}`},2026-11-${String(1 + (i % 17)).padStart(2, '0')}`
    }),
  ]
  const path = join(folder, `file-${number}.csv`)
  writeFileSync(path, `${lines.join('\n')}\n`)
  writeFileSync(
    `${path}.json`,
    JSON.stringify([
      {
        entity: 'order_line',
        columns: { order_id: 'order', unit_price: 'price', placed_at: 'day' },
        constants: { line_no: '1', quantity: 1, location_id: `S${number % 5}`, status: 'completed' },
      },
      {
        entity: 'contact',
        columns: { contact_id: 'contact', received_at: 'day', name: 'name', phone: 'phone' },
        skip_when: [{ column: 'contact', empty: true }],
      },
    ]),
  )
  return { path, prices, contacts }
}
