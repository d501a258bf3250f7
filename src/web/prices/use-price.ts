import { formatNumber } from '#core/format.ts'
import { useSay } from '../language.tsx'

/** Writes an amount with its currency the way the reader does. */
export const usePrice = (): ((amount: number, currency?: string | null) => string) => {
  const { language } = useSay()
  return (amount, currency) => {
    const vnd = currency === null || currency === undefined || currency === 'VND'
    const text = formatNumber(amount, language, vnd ? 0 : 2)
    return vnd ? `${text} ₫` : `${text} ${currency}`
  }
}
