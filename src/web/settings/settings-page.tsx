import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { SettingName } from '#core/settings.ts'
import { sessionQuery } from '../data/session.ts'
import { settingsQuery } from '../data/settings.ts'
import { useSay } from '../language.tsx'
import { Failure } from '../parts/states.tsx'
import { roleWords } from '../people/role-words.ts'
import { words } from './messages.ts'
import { SettingRow } from './setting-row.tsx'

const groups: readonly (readonly [keyof typeof words, readonly SettingName[]])[] = [
  ['group_organisation', ['organisation', 'time_zone', 'language', 'currency', 'retention_months']],
  ['group_time', ['week_start', 'business_hours', 'holidays']],
  [
    'group_contacts',
    ['response_limit_minutes', 'conversion_days', 'method_cost_per_minute', 'paid_sources', 'assignment_rules'],
  ],
  ['group_prices', ['own_competitor', 'price_valid_days']],
  ['group_surveys', ['survey_gate_days', 'anonymity_floor']],
  ['group_targets', ['target_bands', 'stale_days']],
]

/** What an owner can change about how numbers are worked out, each with what it does. */
export const SettingsPage = () => {
  const { of, t, language } = useSay()
  const session = useQuery(sessionQuery).data
  const settings = useQuery(settingsQuery(language))
  useEffect(() => {
    document.title = `${of(words.title)} · Nhịp`
  }, [of])
  if (settings.error) return <Failure error={settings.error} again={() => void settings.refetch()} />
  if (!settings.data || !session) return <p className="soft">{t('loading')} …</p>
  const canEdit = session.may.includes('settings.set')
  const named = new Set(groups.flatMap(([, names]) => names))
  // A setting that no group names yet is still shown.
  const rest = settings.data.map(({ name }) => name).filter((name) => !named.has(name))
  return (
    <div className="settings">
      <h1>{of(words.title)}</h1>
      <p className="sub">
        {canEdit ? of(words.intro) : of(words.read_only, { role: of(roleWords(session.role ?? '')) })}
      </p>
      {groups.map(([title, names], at) => (
        <section key={title} aria-labelledby={title}>
          <h2 id={title}>{of(words[title])}</h2>
          {[...names, ...(at === 0 ? rest : [])].map((name) => {
            const setting = settings.data.find((each) => each.name === name)
            return setting ? <SettingRow key={name} setting={setting} canEdit={canEdit} /> : null
          })}
        </section>
      ))}
    </div>
  )
}
