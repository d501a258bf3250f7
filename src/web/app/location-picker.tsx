import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { addDays } from '#core/calendar/day.ts'
import { useAsked, useSay } from '../language.tsx'
import { Menu } from '../parts/menu.tsx'
import { chosenOf, withChosen } from './search.ts'
import { useMembers } from './use-members.ts'
import { useSeven } from './use-seven.ts'

/** Locations that sold anything in the year before the period's end: the ones there is a number for. */
const yearUpTo = (day: string | undefined): string | undefined =>
  day === undefined ? undefined : `${addDays(day, -371)}..${day}`

/** Which locations are looked at. */
export const LocationPicker = () => {
  const { t } = useSay()
  const { where } = useAsked()
  const navigate = useNavigate()
  const [opened, setOpened] = useState(false)
  const [narrow, setNarrow] = useState('')
  const chosen = chosenOf(where, 'location')
  const until = useSeven().data?.period.to
  const members = useMembers(
    'net_sales',
    'location',
    yearUpTo(until),
    (opened || chosen.length > 0) && until !== undefined,
  )
  const named = (id: string): string => members?.find((member) => member.id === id)?.label ?? id
  const label =
    chosen.length === 0
      ? t('all_locations')
      : chosen.length === 1
        ? named(chosen[0]!)
        : t('locations_chosen', { count: chosen.length })
  const choose = (ids: readonly string[]): void =>
    void navigate({ to: '.', search: (search) => ({ ...search, where: withChosen(search.where, 'location', ids) }) })
  const wanted = narrow.trim().toLowerCase()
  return (
    <Menu label={label} title={t('locations')} onOpen={() => setOpened(true)}>
      {() => (
        <div className="members">
          <input
            type="search"
            placeholder={t('filter_list')}
            aria-label={t('filter_list')}
            value={narrow}
            onChange={(event) => setNarrow(event.target.value)}
          />
          <button type="button" className="quiet" disabled={chosen.length === 0} onClick={() => choose([])}>
            {t('all_locations')}
          </button>
          {members ? (
            <ul>
              {members
                .filter((member) => member.label.toLowerCase().includes(wanted))
                .map((member) => (
                  <li key={member.id}>
                    <label>
                      <input
                        type="checkbox"
                        checked={chosen.includes(member.id)}
                        onChange={(event) =>
                          choose(
                            event.target.checked ? [...chosen, member.id] : chosen.filter((id) => id !== member.id),
                          )
                        }
                      />
                      {member.label}
                    </label>
                  </li>
                ))}
            </ul>
          ) : (
            <p className="soft">{t('loading')} …</p>
          )}
        </div>
      )}
    </Menu>
  )
}
