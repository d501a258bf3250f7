import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { formatDay, formatNumber } from '#core/format.ts'
import type { Employee } from '#core/pulse/round.ts'
import { forgetEmployee, setEmployees } from '../data/pulse.ts'
import { useSay } from '../language.tsx'
import { Failure } from '../parts/states.tsx'
import { words } from './messages.ts'

const columns = ['email', 'team', 'location', 'tenure_band'] as const

const List = ({ people }: { readonly people: readonly Employee[] }) => {
  const { of, language } = useSay()
  const queries = useQueryClient()
  const forgetting = useMutation({
    mutationFn: forgetEmployee,
    onSuccess: () => queries.invalidateQueries({ queryKey: ['pulse'] }),
  })
  return (
    <details>
      <summary>{of(words.people_show)}</summary>
      {forgetting.error ? <Failure error={forgetting.error} plain /> : null}
      <div className="wide">
        <table className="t">
          <thead>
            <tr>
              <th scope="col">{of(words.name)}</th>
              {[...columns, 'leaving_on' as const].map((column) => (
                <th scope="col" className="words" key={column}>
                  {of(words[column])}
                </th>
              ))}
              <th scope="col" className="words">
                <span className="unseen">{of(words.actions)}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {people.map((person) => (
              <tr key={person.id}>
                <th scope="row">{person.name}</th>
                {columns.map((column) => (
                  <td className="words" key={column}>
                    {person[column] ?? '–'}
                  </td>
                ))}
                <td className="words">{person.leaving_on ? formatDay(person.leaving_on, language) : '–'}</td>
                <td className="words">
                  <button
                    type="button"
                    className="quiet"
                    aria-label={of(words.forget_named, { name: person.name })}
                    disabled={forgetting.isPending}
                    onClick={() =>
                      window.confirm(of(words.forget_named, { name: person.name })) && forgetting.mutate(person.id)
                    }
                  >
                    {of(words.forget)}
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  )
}

/** Who is asked: the list, and another to put in its place. */
export const Employees = ({ people }: { readonly people: readonly Employee[] }) => {
  const { of, language } = useSay()
  const queries = useQueryClient()
  const saving = useMutation({
    mutationFn: setEmployees,
    onSuccess: () => queries.invalidateQueries({ queryKey: ['pulse'] }),
  })
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const form = event.currentTarget
    const given = new FormData(form)
    const file = given.get('file')
    const list = file instanceof File && file.size > 0 ? file : String(given.get('list') ?? '')
    saving.mutate(list, { onSuccess: () => form.reset() })
  }
  const teams = new Set(people.flatMap(({ team }) => team ?? [])).size
  const count = (number: number): string => formatNumber(number, language)
  return (
    <section aria-labelledby="employees">
      <h2 id="employees">{of(words.people)}</h2>
      <p className="soft">
        {people.length === 0
          ? of(words.people_none)
          : of(words.people_count, { count: count(people.length), teams: count(teams) })}
      </p>
      {people.length > 0 ? <List people={people} /> : null}
      <form className="person-form pulse-paste" onSubmit={submit} aria-label={of(words.people_save)}>
        <p className="soft" id="paste-hint">
          {of(words.people_hint)}
        </p>
        <label className="field">
          <span>{of(words.people_paste)}</span>
          <textarea name="list" rows={6} aria-describedby="paste-hint" spellCheck={false} />
        </label>
        <label className="field">
          <span>{of(words.people_file)}</span>
          <input type="file" name="file" accept=".csv,.txt,.tsv,text/csv" />
        </label>
        {saving.error ? <Failure error={saving.error} plain /> : null}
        {saving.data ? (
          <div role="status">
            <p>{of(words.people_saved, { count: count(saving.data.people.length) })}</p>
            {saving.data.refused.length > 0 ? (
              <ul>
                {saving.data.refused.slice(0, 20).map(({ line, detail }) => (
                  <li key={line}>{of(words.people_refused, { line: count(line), detail })}</li>
                ))}
              </ul>
            ) : null}
          </div>
        ) : null}
        <div>
          <button type="submit" className="main" disabled={saving.isPending}>
            {of(words.people_save)}
          </button>
        </div>
      </form>
    </section>
  )
}
