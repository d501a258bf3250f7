import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { kpisQuery } from '../data/queries.ts'
import { useAsked, useLanguage } from '../language.tsx'

/** What the address asks, in the reader's language. */
export const useQuestion = () => {
  const { period, compare, where } = useAsked()
  const lang = useLanguage()
  return useMemo(() => ({ period, compare, where, lang }), [period, compare, where, lang])
}

/** The seven readings of what the address asks: the ranges of the header and the rows of the overview. */
export const useSeven = () => useQuery(kpisQuery(useQuestion()))
