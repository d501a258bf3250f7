import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { type Survey, surveyKinds, surveySubjects } from '#core/surveys/survey.ts'
import { Field } from '../account/field.tsx'
import { putSurvey } from '../data/surveys.ts'
import { useSay } from '../language.tsx'
import { Failure } from '../parts/states.tsx'
import { kindWords, subjectWords, words } from './messages.ts'

const numbers = ['every_days', 'apart_days', 'valid_days'] as const

/** What the fields say, as the operation takes it; a rule left empty keeps what is usual. */
const givenBy = (form: FormData, survey: Survey | null) => {
  const text = (name: string): string => String(form.get(name) ?? '').trim()
  const reminder = text('reminder_after_days')
  const rules = {
    ...Object.fromEntries(numbers.flatMap((name) => (text(name) === '' ? [] : [[name, Number(text(name))]]))),
    ...(survey || reminder !== '' ? { reminder_after_days: reminder === '' ? null : Number(reminder) } : {}),
  }
  const question = Object.fromEntries(
    (['vi', 'en'] as const).flatMap((each) =>
      text(`question_${each}`) === '' ? [] : [[each, text(`question_${each}`)]],
    ),
  )
  return {
    id: survey?.id ?? text('id'),
    ...(survey ? {} : { kind: text('kind'), about: text('about') }),
    name: text('name') || text('id'),
    consent: text('consent'),
    rules: JSON.stringify(rules),
    texts: JSON.stringify({ ...survey?.texts, question }),
  }
}

/** Makes a survey, or changes one. */
export const SurveyForm = ({
  survey,
  onSaved,
}: {
  readonly survey: Survey | null
  readonly onSaved: (id: string) => void
}) => {
  const { of } = useSay()
  const queries = useQueryClient()
  const saving = useMutation({
    mutationFn: putSurvey,
    onSuccess: async (saved) => {
      await queries.invalidateQueries({ queryKey: ['surveys'] })
      onSaved(saved.survey.id)
    },
  })
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    saving.mutate(givenBy(new FormData(event.currentTarget), survey))
  }
  return (
    <form className="person-form" onSubmit={submit} aria-label={of(survey ? words.edit : words.add)}>
      {survey ? null : (
        <>
          <Field label={of(words.id)} hint={of(words.id_hint)} name="id" required pattern="[a-z0-9][a-z0-9\-]{1,39}" />
          <label className="field">
            <span>{of(words.kind)}</span>
            <select name="kind">
              {surveyKinds
                .filter((kind) => kind !== 'own')
                .map((kind) => (
                  <option key={kind} value={kind}>
                    {of(kindWords[kind])}
                  </option>
                ))}
            </select>
          </label>
          <label className="field">
            <span>{of(words.about)}</span>
            <select name="about">
              {surveySubjects.map((about) => (
                <option key={about} value={about}>
                  {of(subjectWords[about])}
                </option>
              ))}
            </select>
          </label>
        </>
      )}
      <Field label={of(words.name)} name="name" defaultValue={survey?.name ?? ''} maxLength={120} />
      <label className="field">
        <span>{of(words.consent)}</span>
        <select name="consent" defaultValue={survey?.consent ?? 'not_refused'}>
          <option value="not_refused">{of(words.not_refused)}</option>
          <option value="given">{of(words.given)}</option>
        </select>
      </label>
      {numbers.map((name) => (
        <Field
          key={name}
          label={of(words[name])}
          name={name}
          type="number"
          min="1"
          defaultValue={survey ? String(survey.rules[name]) : ''}
        />
      ))}
      <Field
        label={of(words.reminder_after_days)}
        name="reminder_after_days"
        type="number"
        min="2"
        defaultValue={survey ? String(survey.rules.reminder_after_days ?? '') : '5'}
      />
      <fieldset className="bare">
        <legend>{of(words.question)}</legend>
        {(['vi', 'en'] as const).map((each) => (
          <Field
            key={each}
            label={of(words[`question_${each}`])}
            name={`question_${each}`}
            lang={each}
            defaultValue={survey?.texts.question?.[each] ?? ''}
            maxLength={600}
          />
        ))}
        <p className="soft">{of(words.changed_note)}</p>
      </fieldset>
      {saving.error ? <Failure error={saving.error} plain /> : null}
      {saving.data ? <p role="status">{of(words.saved)}</p> : null}
      <div>
        <button type="submit" className="main" disabled={saving.isPending}>
          {of(survey ? words.save : words.add)}
        </button>
      </div>
    </form>
  )
}
