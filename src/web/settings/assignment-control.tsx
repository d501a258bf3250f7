import { defineMessages } from '#core/messages.ts'
import { type AssignmentRule, type AssignmentRules, noRules } from '#core/work/assign.ts'
import { useSay } from '../language.tsx'
import type { Given } from './controls.tsx'

const words = defineMessages({
  rule: { vi: 'Quy tắc {at}', en: 'Rule {at}' },
  reps: { vi: 'giao lần lượt cho (mã nhân viên)', en: 'give in turn to (rep ids)' },
  sources: { vi: 'contact từ nguồn (trống: mọi nguồn)', en: 'contacts of the sources (empty: any)' },
  locations: { vi: 'ở địa điểm (trống: mọi nơi)', en: 'at the locations (empty: any)' },
  product_lines: { vi: 'hỏi dòng hàng (trống: mọi dòng)', en: 'about the product lines (empty: any)' },
  add: { vi: 'Thêm quy tắc', en: 'Add a rule' },
  remove: { vi: 'Bỏ quy tắc {at}', en: 'Remove rule {at}' },
  cap: {
    vi: 'Nhiều nhất mỗi người mỗi ngày (trống: không giới hạn)',
    en: 'Most for one person in a day (empty: no limit)',
  },
})

const fields = ['reps', 'sources', 'locations', 'product_lines'] as const

/** Typed with commas; a comma just typed stays. */
const listIn = (text: string): readonly string[] => text.split(',').map((each) => each.trimStart())

/** Rules tried from the first, each with what it speaks of and who takes turns. */
export const Assignment = (given: Given) => {
  const { of } = useSay()
  const { rules, daily_cap } = (given.value ?? noRules) as AssignmentRules
  const put = (next: Partial<AssignmentRules>): void => {
    const all = { rules, daily_cap, ...next }
    given.onChange(all)
  }
  const change = (at: number, rule: AssignmentRule): void =>
    put({ rules: rules.map((each, i) => (i === at ? rule : each)) })
  return (
    <fieldset className="assignment bare" aria-labelledby={`${given.id}-name`} aria-describedby={given.describedBy}>
      {rules.map((rule, at) => (
        <fieldset key={at} className="bare">
          <legend>{of(words.rule, { at: at + 1 })}</legend>
          {fields.map((field) => (
            <label key={field}>
              <span className="soft">{of(words[field])}</span>
              <input
                type="text"
                disabled={given.disabled}
                value={(rule[field] ?? []).join(', ').replaceAll(/, $/g, ',')}
                onChange={(event) => {
                  const { [field]: _, ...others } = rule
                  const typed = event.target.value
                  const next = typed === '' ? others : { ...others, [field]: listIn(typed) }
                  change(at, { reps: [], ...next })
                }}
                onBlur={() => {
                  const named = (rule[field] ?? []).map((each) => each.trim()).filter((each) => each !== '')
                  const { [field]: _, ...others } = rule
                  change(at, { reps: [], ...(named.length > 0 ? { ...others, [field]: named } : others) })
                }}
              />
            </label>
          ))}
          {given.disabled ? null : (
            <button type="button" className="quiet" onClick={() => put({ rules: rules.filter((_, i) => i !== at) })}>
              {of(words.remove, { at: at + 1 })}
            </button>
          )}
        </fieldset>
      ))}
      {given.disabled ? null : (
        <button type="button" onClick={() => put({ rules: [...rules, { reps: [] }] })}>
          {of(words.add)}
        </button>
      )}
      <label>
        <span className="soft">{of(words.cap)}</span>
        <input
          id={given.id}
          type="text"
          inputMode="numeric"
          className="short"
          disabled={given.disabled}
          value={daily_cap === null ? '' : String(daily_cap)}
          onChange={(event) => {
            const typed = event.target.value.trim()
            const cap = typed === '' ? null : /^\d+$/.test(typed) ? Number(typed) : (typed as unknown as number)
            put({ daily_cap: cap })
          }}
        />
      </label>
    </fieldset>
  )
}
