import { type Asker, bought, openAsker } from './asker.ts'
import type { Customer } from './shop.ts'

// 18 November 2026 is a Wednesday. Pots bought on 20 August open on 18 November (90 days).
const six: readonly Customer[] = [
  { id: 'K1', bought: '2026-08-20' },
  { id: 'K2', bought: '2026-08-21' },
  { id: 'K3', bought: '2026-08-20', line: 'bơm' },
  { id: 'K4', bought: '2026-08-20', may: false },
  { id: 'K5', bought: '2026-08-20', email: 'hai@khach.vn; ba@khach.vn' },
  { id: 'K6' },
]

/** Everybody the cases ask, each group in a place of its own; those named once are changed by a case. */
const groups: Readonly<Record<string, readonly Customer[]>> = {
  six,
  one: [bought('K1')],
  two: [bought('K1'), bought('K2')],
  seven: Array.from({ length: 7 }, (_, n) => bought(`K${n}`)),
  many: Array.from({ length: 6 }, (_, n) => bought(`K${n}`)),
  shared: [
    { ...bought('K1'), email: 'sales@khach.vn' },
    { ...bought('K2'), email: 'Sales+mua@Khach.vn' },
  ],
  blocked: [bought('K1'), { ...bought('K7'), email: 'k7@khac.vn' }, bought('K8')],
  moving: [bought('K1')],
  moved: [bought('K1')],
  kpi: [bought('K1')],
  new: [bought('K1')],
}

let opened: Promise<Asker> | null = null

/** The one shop all cases share, as opening it takes longer than any of them. */
export const theAsker = (): Promise<Asker> => {
  opened ??= openAsker(groups)
  return opened
}
