import { Link } from '@tanstack/react-router'
import { formatRange } from '#core/format.ts'
import { useAsked, useSay } from '../language.tsx'
import { Menu } from '../parts/menu.tsx'
import { useSeven } from './use-seven.ts'

const choices = ['previous', 'previous-whole', 'year', 'none'] as const
const usual = 'previous'

/** What the period is compared with. */
export const ComparisonPicker = () => {
  const { t, language } = useSay()
  const compare = useAsked().compare ?? usual
  const { data } = useSeven()
  const comparison = data?.comparison
  const label = comparison
    ? `${t('against', { range: formatRange(comparison, language, comparison.kind === 'year') })}${comparison.alignment === 'tet' ? `, ${t('tet')}` : ''}`
    : compare === 'none' || data
      ? t('not_compared')
      : t('comparison')
  return (
    <Menu label={label} title={t('comparison')}>
      {(close) => (
        <ul className="choices">
          {choices.map((choice) => (
            <li key={choice}>
              <Link
                to="."
                search={(search) => ({ ...search, compare: choice === usual ? undefined : choice })}
                aria-current={choice === compare ? 'true' : undefined}
                onClick={close}
              >
                {t(choice)}
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Menu>
  )
}
