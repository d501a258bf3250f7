import { formatRange } from '#core/format.ts'
import { useStretch } from '../app/use-stretch.ts'
import { useAsked, useSay } from '../language.tsx'

/** The days a view looks at where they are not those of the header, and what they are compared with. */
export const StretchNote = ({ days }: { readonly days: number | undefined }) => {
  const { t, language } = useSay()
  const compare = useAsked().compare ?? 'previous'
  const stretch = useStretch(days)
  if (stretch === undefined) return null
  const [from = '', to = ''] = stretch.split('..')
  const range = formatRange({ from, to }, language, false)
  return (
    <p className="note">{t(compare === 'previous' ? 'stretch_compared' : 'stretch', { range, days: days ?? '' })}</p>
  )
}
