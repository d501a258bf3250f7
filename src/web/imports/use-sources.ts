import { useQuery } from '@tanstack/react-query'
import type { EntityName } from '#core/entity.ts'
import { entityWords } from '#core/entity-words.ts'
import { sourcesQuery } from '../data/imports.ts'
import { useWords } from './use-words.ts'

const isEntity = (name: string): name is EntityName => Object.hasOwn(entityWords, name)

/** What a source, or several joined by `+`, is called. */
export const useSourceNames = (): ((source: string) => string) => {
  const { language, t } = useWords()
  const listed = useQuery(sourcesQuery(language)).data
  return (source) =>
    source
      .split('+')
      .map((slug) =>
        slug === 'mapping'
          ? t('mapping_source')
          : isEntity(slug)
            ? entityWords[slug][language]
            : (listed?.find((each) => each.slug === slug)?.name ?? slug),
      )
      .join(' + ')
}
