import { useQuery } from '@tanstack/react-query'
import { type Role, roles } from '#core/access.ts'
import { addDays } from '#core/calendar/day.ts'
import { type Member, useMembers } from '../app/use-members.ts'
import type { GivenRole } from '../data/people.ts'
import { freshnessQuery } from '../data/queries.ts'
import { useSay } from '../language.tsx'
import { roleHints, words } from './messages.ts'
import { roleWords } from './role-words.ts'

const Choices = ({
  title,
  what,
  members,
  chosen,
  onChange,
}: {
  readonly title: string
  readonly what: string
  readonly members: readonly Member[] | null
  readonly chosen: readonly string[]
  readonly onChange: (ids: readonly string[]) => void
}) => {
  const { of, t } = useSay()
  // What was chosen before stays to be seen where no row of the year names it.
  const known = new Set(members?.map(({ id }) => id))
  const all = [...(members ?? []), ...chosen.filter((id) => !known.has(id)).map((id) => ({ id, label: id }))]
  return (
    <fieldset className="member-choices">
      <legend>{title}</legend>
      {members === null ? (
        <span className="soft">{t('loading')} …</span>
      ) : all.length === 0 ? (
        <span className="soft">{of(words.no_members, { what })}</span>
      ) : null}
      {all.map(({ id, label }) => (
        <label key={id}>
          <input
            type="checkbox"
            checked={chosen.includes(id)}
            onChange={(event) =>
              onChange(event.target.checked ? [...chosen, id] : chosen.filter((other) => other !== id))
            }
          />{' '}
          {label}
        </label>
      ))}
    </fieldset>
  )
}

/** Role, and for a manager the places and teams, for a rep the name rows carry. */
export const RoleFields = ({
  value,
  onChange,
}: {
  readonly value: GivenRole
  readonly onChange: (value: GivenRole) => void
}) => {
  const { of } = useSay()
  const today = useQuery(freshnessQuery).data?.today
  const year = today === undefined ? undefined : `${addDays(today, -371)}..${today}`
  const isManager = value.role === 'manager'
  const locations = useMembers('net_sales', 'location', year, isManager && year !== undefined)
  const teams = useMembers('contacts_new', 'team', year, isManager && year !== undefined)
  const reps = useMembers('contacts_new', 'owner', year, value.role === 'rep' && year !== undefined)
  return (
    <>
      <label className="field">
        <span>{of(words.role)}</span>
        <select
          value={value.role}
          onChange={(event) => onChange({ role: event.target.value as Role, location: [], team: [] })}
        >
          {roles.map((role) => (
            <option key={role} value={role}>
              {of(roleWords(role))}
            </option>
          ))}
        </select>
        <small className="soft">{of(roleHints[value.role])}</small>
      </label>
      {isManager ? (
        <>
          <Choices
            title={of(words.which_locations)}
            what={of(words.location)}
            members={locations}
            chosen={value.location}
            onChange={(location) => onChange({ ...value, location })}
          />
          <Choices
            title={of(words.which_teams)}
            what={of(words.team)}
            members={teams}
            chosen={value.team}
            onChange={(team) => onChange({ ...value, team })}
          />
        </>
      ) : null}
      {value.role === 'rep' ? (
        <label className="field">
          <span>{of(words.rep_name)}</span>
          <input
            type="text"
            list="reps"
            required
            value={value.rep ?? ''}
            onChange={(event) => onChange({ ...value, rep: event.target.value })}
          />
          <datalist id="reps">
            {reps?.map(({ id, label }) => (
              <option key={id} value={id}>
                {label}
              </option>
            ))}
          </datalist>
          <small className="soft">{of(words.rep_hint)}</small>
        </label>
      ) : null}
    </>
  )
}
