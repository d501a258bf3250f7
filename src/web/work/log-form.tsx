import { useEffect, useRef, useState } from 'react'
import { addDays } from '#core/calendar/day.ts'
import { useSay } from '../language.tsx'
import { Choices } from './choices.tsx'
import { words } from './messages.ts'
import type { LogBody } from './outbox.ts'

export type LogDraft = Omit<LogBody, 'contact_id' | 'customer_id' | 'at' | 'purpose'>

const methods = ['telesales', 'chat', 'face_to_face', 'email'] as const
const minuteChoices = [1, 3, 5, 10, 20, 30]
const steps = ['call_again', 'meet', 'send_offer', 'none'] as const
const ahead = [1, 3, 7]

/** Everything else about a contact, filled in as far as it is known: saving is the second tap. */
export const LogForm = ({
  name,
  reached,
  spoken,
  today,
  asksResearch,
  onSave,
  onCancel,
}: {
  readonly name: string
  readonly reached: boolean
  /** Minutes since the call was begun from here; null where it was not. */
  readonly spoken: number | null
  readonly today: string
  readonly asksResearch: boolean
  readonly onSave: (draft: LogDraft) => void
  readonly onCancel: () => void
}) => {
  const { of } = useSay()
  const [method, setMethod] = useState<(typeof methods)[number]>('telesales')
  const [minutes, setMinutes] = useState<number | undefined>(spoken ?? undefined)
  const [researched, setResearched] = useState<boolean | undefined>()
  const [step, setStep] = useState<(typeof steps)[number] | undefined>()
  const [inDays, setInDays] = useState<number | undefined>(1)
  const save = useRef<HTMLButtonElement>(null)
  useEffect(() => save.current?.focus({ preventScroll: true }), [])
  const stepWords = {
    call_again: words.call_again,
    meet: words.meet,
    send_offer: words.send_offer,
    none: words.nothing,
  }
  const given = minutes !== undefined && !minuteChoices.includes(minutes) ? [minutes, ...minuteChoices] : minuteChoices
  const isDated = step !== undefined && step !== 'none'
  return (
    <form
      className="log-form"
      aria-label={of(reached ? words.log_reached : words.log_missed, { name })}
      onSubmit={(event) => {
        event.preventDefault()
        onSave({
          method,
          reached,
          ...(minutes === undefined ? {} : { minutes }),
          ...(researched === undefined ? {} : { researched }),
          ...(step === undefined ? {} : { next_step: step }),
          ...(isDated && inDays !== undefined ? { next_on: addDays(today, inDays) } : {}),
        })
      }}
    >
      <div className="log-actions">
        <button type="submit" className="main" ref={save}>
          {of(words.save)}: {of(reached ? words.reached : words.missed).toLowerCase()}
        </button>
        <button type="button" onClick={onCancel}>
          {of(words.cancel)}
        </button>
      </div>
      <Choices
        legend={of(words.method)}
        required
        choices={methods.map((value) => ({ value, label: of(words[value]) }))}
        value={method}
        onChange={(value) => setMethod(value ?? 'telesales')}
      />
      <Choices
        legend={of(words.minutes)}
        choices={given.map((value) => ({ value, label: String(value) }))}
        value={minutes}
        onChange={setMinutes}
      />
      {asksResearch ? (
        <Choices
          legend={of(words.researched)}
          choices={[
            { value: true, label: of(words.yes) },
            { value: false, label: of(words.no) },
          ]}
          value={researched}
          onChange={setResearched}
        />
      ) : null}
      <Choices
        legend={of(words.next)}
        choices={steps.map((value) => ({ value, label: of(stepWords[value]) }))}
        value={step}
        onChange={setStep}
      />
      {isDated ? (
        <Choices
          legend={of(words.when)}
          choices={ahead.map((value) => ({
            value,
            label: value === 1 ? of(words.tomorrow) : of(words.in_days, { count: value }),
          }))}
          value={inDays}
          onChange={setInDays}
        />
      ) : null}
    </form>
  )
}
