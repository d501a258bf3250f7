import { formatNumber, formatPercent } from '#core/format.ts'
import type { Language } from '#core/messages.ts'
import type { Unit } from '#core/metric.ts'

/** A level in full, as it can be typed back: `4.200.000.000`, `12,5%`. */
export const exactText = (value: number | null, unit: Unit, language: Language): string =>
  value === null ? '' : unit === 'rate' ? formatPercent(value, language, 4) : formatNumber(value, language, 4)

/** Whether numbers of a unit are whole by nature, so that a mark before three digits groups thousands. */
export const isWhole = (unit: Unit, currency: string | undefined): boolean =>
  unit === 'count' || (unit === 'money' && /^(VND|JPY|KRW|undefined)$/.test(String(currency)))
