import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { formatDay, formatNumber, formatPercent } from '#core/format.ts'
import { type SettingName, weekStartOf } from '#core/settings.ts'
import { sessionQuery } from '../data/session.ts'
import { type ListedSetting, setSetting } from '../data/settings.ts'
import { useFreshNumbers } from '../data/use-fresh-numbers.ts'
import { type Say, useSay } from '../language.tsx'
import { Failure } from '../parts/states.tsx'
import { controls } from './controls.tsx'
import { explanations, words } from './messages.ts'

/** A value as it is read, where it is only told. */
const told = (name: SettingName, value: unknown, { of, language }: Say): string => {
  if (value === '' || (Array.isArray(value) && value.length === 0)) return of(words.empty)
  if (name === 'assignment_rules') return of(words.empty)
  if (name === 'week_start') return of(words[`day_${weekStartOf({ week_start: String(value) })}`])
  if (name === 'language') return of(words[value as 'vi' | 'en'])
  if (name === 'target_bands') return (value as number[]).map((each) => formatPercent(each, language)).join(', ')
  if (name === 'holidays') return (value as string[]).map((each) => formatDay(each, language)).join(', ')
  if (name === 'survey_gate_days')
    return Object.entries(value as Record<string, number>)
      .map(([line, days]) => `${line === '*' ? of(words.others) : line} ${days}`)
      .join(', ')
  if (name === 'business_hours') {
    const hours = Object.entries(value as Record<string, readonly string[]>)
    const times = [...new Set(hours.map(([, each]) => each.join('–')))]
    const day = (at: number): string => of(words[`day_${hours.at(at)![0]}` as 'day_1'])
    return hours.length === 0 ? of(words.closed) : `${day(0)} – ${day(-1)}, ${times.join(' / ')}`
  }
  return typeof value === 'number' ? formatNumber(value, language, 4) : String(value)
}

const isSame = (a: unknown, b: unknown): boolean => {
  const sorted = (value: unknown): unknown =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([x], [y]) => (x < y ? -1 : 1)))
      : value
  return JSON.stringify(sorted(a)) === JSON.stringify(sorted(b))
}

/** One setting: what it does, its field, its default, and the refusal beside it. Saved by itself. */
export const SettingRow = ({ setting, canEdit }: { readonly setting: ListedSetting; readonly canEdit: boolean }) => {
  const say = useSay()
  const { of } = say
  const { name, value, fallback, label } = setting
  const [draft, setDraft] = useState<{ readonly value: unknown } | null>(null)
  const refresh = useFreshNumbers()
  const queries = useQueryClient()
  const saving = useMutation({
    mutationFn: (next: unknown) => setSetting(name, next),
    onSuccess: async () => {
      setDraft(null)
      await refresh()
      // Its name stands in the head of every page.
      if (name === 'organisation') await queries.invalidateQueries({ queryKey: sessionQuery.queryKey })
    },
  })
  const id = useId()
  const shown = draft ? draft.value : value
  const changed = draft !== null && !isSame(draft.value, value)
  const Control = controls[name]
  return (
    <form
      className="setting"
      id={`setting-${name}`}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (changed) saving.mutate(draft.value)
      }}
    >
      <div>
        <label htmlFor={id} id={`${id}-name`} className="setting-name">
          {label}
        </label>
        <p className="soft" id={`${id}-about`}>
          {of(explanations[name])}
        </p>
      </div>
      <div>
        <Control
          id={id}
          describedBy={`${id}-about ${id}-said`}
          value={shown}
          disabled={!canEdit || saving.isPending}
          onChange={(next) => {
            saving.reset()
            setDraft({ value: next })
          }}
        />
        <p className="soft setting-default">
          {of(words.usual, { value: told(name, fallback, say) })}
          {canEdit && !isSame(shown, fallback) ? (
            <>
              {' '}
              <button type="button" className="quiet" onClick={() => setDraft({ value: fallback })}>
                {of(words.reset)}
              </button>
            </>
          ) : null}
        </p>
        <div id={`${id}-said`} aria-live="polite" className="setting-said">
          {saving.error ? <Failure error={saving.error} plain /> : null}
          {saving.isSuccess && !changed ? <span className="soft">{of(words.saved)}</span> : null}
        </div>
        {changed ? (
          <div className="setting-actions">
            <button type="submit" className="main" disabled={saving.isPending}>
              {of(words.save)}
            </button>
            <button
              type="button"
              onClick={() => {
                saving.reset()
                setDraft(null)
              }}
            >
              {of(words.cancel)}
            </button>
          </div>
        ) : null}
      </div>
    </form>
  )
}
