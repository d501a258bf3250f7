import { useState } from 'react'
import { formatDay } from '#core/format.ts'
import { useSay } from '../language.tsx'
import type { Given } from './controls.tsx'
import { words } from './messages.ts'

/** Days by product line; `*` stands for every other and stays. */
export const Gates = (given: Given) => {
  const { of } = useSay()
  const gates = given.value as Readonly<Record<string, unknown>>
  const [line, setLine] = useState('')
  const named = Object.keys(gates).filter((each) => each !== '*')
  const put = (of: string, days: unknown): void => given.onChange({ ...gates, [of]: days })
  return (
    <fieldset className="gates bare" aria-labelledby={`${given.id}-name`} aria-describedby={given.describedBy}>
      {[...named, '*'].map((each) => {
        const name = each === '*' ? of(words.others) : each
        return (
          <div key={each}>
            <span>{name}</span>
            <input
              type="text"
              inputMode="numeric"
              className="short"
              disabled={given.disabled}
              aria-label={of(words.days_of, { line: name })}
              value={String(gates[each])}
              onChange={(event) => {
                const typed = event.target.value.trim()
                put(each, /^\d+$/.test(typed) ? Number(typed) : typed)
              }}
            />{' '}
            {of(words.days)}
            {each === '*' || given.disabled ? null : (
              <button
                type="button"
                className="quiet"
                aria-label={of(words.remove, { name })}
                onClick={() =>
                  given.onChange(Object.fromEntries(Object.entries(gates).filter(([key]) => key !== each)))
                }
              >
                ×
              </button>
            )}
          </div>
        )
      })}
      {given.disabled ? null : (
        <div>
          <input
            type="text"
            value={line}
            placeholder={of(words.line)}
            aria-label={of(words.line)}
            onChange={(event) => setLine(event.target.value)}
          />{' '}
          <button
            type="button"
            disabled={line.trim() === '' || line.trim() in gates}
            onClick={() => {
              put(line.trim(), 30)
              setLine('')
            }}
          >
            {of(words.add)}
          </button>
        </div>
      )}
    </fieldset>
  )
}

export const Bands = (given: Given) => {
  const { of, language } = useSay()
  const bands = given.value as readonly unknown[]
  const shown = (value: unknown): string => {
    const text = typeof value === 'number' ? String(Math.round(value * 10_000) / 100) : String(value)
    return language === 'vi' ? text.replace('.', ',') : text
  }
  return (
    <fieldset className="bands bare" aria-labelledby={`${given.id}-name`} aria-describedby={given.describedBy}>
      {([0, 1] as const).map((at) => (
        <label key={at}>
          {of(at === 0 ? words.red_below : words.amber_below)}{' '}
          <input
            type="text"
            inputMode="decimal"
            className="short"
            disabled={given.disabled}
            value={shown(bands[at])}
            onChange={(event) => {
              const typed = event.target.value.trim().replace(',', '.')
              const whole = typed !== '' && !/[.]$/.test(typed) && Number.isFinite(Number(typed))
              const next = whole ? Number(typed) / 100 : typed
              given.onChange(at === 0 ? [next, bands[1]] : [bands[0], next])
            }}
          />{' '}
          %
        </label>
      ))}
    </fieldset>
  )
}

/** Days or names, each of which can be taken out, and a field to put another in. */
export const listOf = (type: 'date' | 'text') => (given: Given) => {
  const { of, language } = useSay()
  const list = given.value as readonly string[]
  const [next, setNext] = useState('')
  const name = (each: string): string => (type === 'date' ? formatDay(each, language) : each)
  return (
    <fieldset className="list-field bare" aria-labelledby={`${given.id}-name`} aria-describedby={given.describedBy}>
      {list.map((each) => (
        <button
          key={each}
          type="button"
          className="chip"
          disabled={given.disabled}
          aria-label={of(words.remove, { name: name(each) })}
          onClick={() => given.onChange(list.filter((other) => other !== each))}
        >
          {name(each)} <span aria-hidden="true">×</span>
        </button>
      ))}
      {list.length === 0 ? <span className="soft">{of(words.empty)}</span> : null}
      {given.disabled ? null : (
        <span>
          <input
            type={type}
            aria-label={of(words.add)}
            value={next}
            onChange={(event) => setNext(event.target.value)}
          />{' '}
          <button
            type="button"
            disabled={next.trim() === '' || list.includes(next.trim())}
            onClick={() => {
              given.onChange([...list, next.trim()].sort())
              setNext('')
            }}
          >
            {of(words.add)}
          </button>
        </span>
      )}
    </fieldset>
  )
}
