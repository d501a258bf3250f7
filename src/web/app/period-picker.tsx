import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { formatRange } from '#core/format.ts'
import { useAsked, useSay } from '../language.tsx'
import { Menu } from '../parts/menu.tsx'
import { useSeven } from './use-seven.ts'

const choices = [
  'today',
  'yesterday',
  'this-week',
  'last-week',
  'last-28-days',
  'this-month',
  'last-month',
  'this-quarter',
] as const
const usual = 'this-week'

const isNamed = (period: string): period is (typeof choices)[number] => (choices as readonly string[]).includes(period)

/** First and last day, chosen freely. */
const OwnRange = ({ from, to, close }: { readonly from: string; readonly to: string; readonly close: () => void }) => {
  const { t } = useSay()
  const navigate = useNavigate()
  const [first, setFirst] = useState(from)
  const [last, setLast] = useState(to)
  const wrong = first === '' || last === '' || first > last
  return (
    <form
      className="own-range"
      onSubmit={(event) => {
        event.preventDefault()
        if (wrong) return
        void navigate({ to: '.', search: (search) => ({ ...search, period: `${first}..${last}` }) })
        close()
      }}
    >
      <p className="menu-head">{t('own_range')}</p>
      <label>
        {t('from')} <input type="date" value={first} onChange={(event) => setFirst(event.target.value)} />
      </label>
      <label>
        {t('to')} <input type="date" value={last} min={first} onChange={(event) => setLast(event.target.value)} />
      </label>
      <button type="submit" disabled={wrong}>
        {t('show')}
      </button>
    </form>
  )
}

/** Which days are looked at. */
export const PeriodPicker = () => {
  const { t, language } = useSay()
  const asked = useAsked()
  const period = asked.period ?? usual
  const range = useSeven().data?.period
  const days = range ? formatRange(range, language, false) : ''
  const label = isNamed(period) ? `${t(period)}${days === '' ? '' : ` · ${days}`}` : days === '' ? period : days
  return (
    <Menu label={label} title={t('period')}>
      {(close) => (
        <>
          <ul className="choices">
            {choices.map((choice) => (
              <li key={choice}>
                <Link
                  to="."
                  search={(search) => ({ ...search, period: choice === usual ? undefined : choice })}
                  aria-current={choice === period ? 'true' : undefined}
                  onClick={close}
                >
                  {t(choice)}
                </Link>
              </li>
            ))}
          </ul>
          {range ? <OwnRange key={`${range.from}${range.to}`} {...range} close={close} /> : null}
        </>
      )}
    </Menu>
  )
}
