import type { Value } from '#core/metric.ts'
import { useLanguage } from '../language.tsx'
import { figureAndUnit, type InUnit, valueText } from '../shown.ts'

/** A value with its figure large and its unit small; a missing one as its reason. */
export const Figure = ({ value, of }: { readonly value: Value; readonly of: InUnit }) => {
  const language = useLanguage()
  const text = valueText(value, of, language)
  if (value.value === null) return <span className="missing">{text}</span>
  // Of a band neither end is more the number than the other.
  if (value.interval && value.flags?.includes('bands_only')) return <span className="band">{text}</span>
  const { before, figure, unit } = figureAndUnit(text)
  return (
    <>
      {before === '' ? null : <small>{before}</small>}
      {figure}
      {unit === '' ? null : <small>{unit}</small>}
    </>
  )
}
