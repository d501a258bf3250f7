import { useNavigate } from '@tanstack/react-router'
import type { DimensionName } from '#core/dimension.ts'
import { dimensionWords } from '#core/dimension-words.ts'
import { useAsked, useSay } from '../language.tsx'
import { dimensionOf } from './search.ts'

/** The filters beside the locations, each of which can be taken away. */
export const FilterChips = () => {
  const { t, of } = useSay()
  const { where } = useAsked()
  const navigate = useNavigate()
  const shown = (where ?? []).filter((filter) => !filter.startsWith('location='))
  if (shown.length === 0) return null
  return (
    <p className="chips">
      {t('filtered_by')}{' '}
      {shown.map((filter) => {
        const dimension = dimensionOf(filter)
        const words = dimensionWords[dimension as DimensionName]
        const members = filter.replace(/^[a-z_]+!?=/, '').replaceAll(',', ', ')
        const negated = filter.startsWith(`${dimension}!`)
        const text = `${words ? of(words) : dimension} ${negated ? t('except', { members }) : members}`
        return (
          <button
            type="button"
            key={filter}
            className="chip"
            aria-label={t('remove_filter', { filter: text })}
            onClick={() =>
              void navigate({
                to: '.',
                search: (search) => {
                  const rest = (search.where ?? []).filter((each) => each !== filter)
                  return { ...search, where: rest.length > 0 ? rest : undefined }
                },
              })
            }
          >
            {text} <span aria-hidden="true">×</span>
          </button>
        )
      })}
    </p>
  )
}
