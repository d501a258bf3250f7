import { useMemo } from 'react'
import { formatNumber } from '#core/format.ts'
import { fill, type Params } from '#core/messages.ts'
import { type Say, useSay } from '../language.tsx'
import { type ImportKey, importMessages } from './messages.ts'

export type Told = Omit<Say, 't'> & {
  readonly t: (key: ImportKey, params?: Params) => string
  readonly count: (value: number) => string
  readonly bytes: (value: number) => string
}

const kilobyte = 1024

/** The words of these pages, which come with them and not with the first page. */
export const useWords = (): Told => {
  const { language, of } = useSay()
  return useMemo(() => {
    const t = (key: ImportKey, params?: Params): string => fill(importMessages[key], language, params)
    const count = (value: number): string => formatNumber(value, language)
    const bytes = (value: number): string =>
      value < kilobyte * kilobyte
        ? t('kilobytes', { count: count(Math.ceil(value / kilobyte)) })
        : t('megabytes', { count: formatNumber(value / kilobyte / kilobyte, language, 1) })
    return { language, of, t, count, bytes }
  }, [language, of])
}
