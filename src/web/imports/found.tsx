/** What was found in a file: rows, reconciliation, what was decided, what was refused. */

import { useMutation } from '@tanstack/react-query'
import type { Counts } from '#core/batch.ts'
import type { EntityName } from '#core/entity.ts'
import { entityWords, fieldWords } from '#core/entity-words.ts'
import { formatNumber } from '#core/format.ts'
import { saveFile } from '../charts/save-image.ts'
import { type Brought, type Checked, type FileAnswer, fetchRefused } from '../data/imports.ts'
import { Failure } from '../parts/states.tsx'
import { useWords } from './use-words.ts'

const columns = ['rows_read', 'loaded', 'updated', 'unchanged', 'skipped', 'rejected'] as const

export const CountsTable = ({ answer }: { readonly answer: FileAnswer }) => {
  const { t, language, count } = useWords()
  const kinds = Object.entries(answer.by_entity) as [EntityName, Counts][]
  return (
    <div className="wide">
      <table className="t counts">
        <thead>
          <tr>
            <th scope="col">{t('kind')}</th>
            {columns.map((name) => (
              <th scope="col" key={name}>
                {t(name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {kinds.map(([entity, counts]) => (
            <tr key={entity}>
              <th scope="row">{entityWords[entity][language]}</th>
              {columns.map((name) => (
                <td key={name} className={name === 'rejected' && counts.rejected > 0 ? 'off' : undefined}>
                  {count(counts[name])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

export const Checks = ({ checks }: { readonly checks: readonly Checked[] }) => {
  const { t, language, of } = useWords()
  if (checks.length === 0) return null
  const number = (value: number): string => formatNumber(value, language, 2)
  const nameOf = ({ label, name }: Checked): string => {
    if (label) return of(label)
    if (/(^|: )rows$/.test(name)) return t('check_rows')
    const summed = /(?:^|: )sum_(\w+)$/.exec(name)
    return summed ? t('check_sum', { field: of(fieldWords(summed[1]!)) }) : name
  }
  return (
    <>
      <h3>{t('checks')}</h3>
      <div className="wide">
        <table className="t checks">
          <thead>
            <tr>
              <th scope="col">{t('check')}</th>
              <th scope="col">{t('expected')}</th>
              <th scope="col">{t('actual')}</th>
              <th scope="col">{t('verdict')}</th>
            </tr>
          </thead>
          <tbody>
            {checks.map((check) => (
              <tr key={check.name}>
                <th scope="row">{nameOf(check)}</th>
                <td>{number(check.expected)}</td>
                <td>{number(check.actual)}</td>
                <td className={check.ok ? 'fits' : 'off'}>
                  {check.ok ? t('check_ok') : t('check_off', { difference: number(check.actual - check.expected) })}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}

export const Notes = ({ answer }: { readonly answer: FileAnswer }) => {
  const { t } = useWords()
  const notes = answer.notes.filter(({ code }) => code !== 'rejects.several_files')
  if (notes.length === 0) return null
  return (
    <>
      <h3>{t('decided')}</h3>
      <ul className="said">
        {notes.map(({ code, sentence }, i) => (
          <li key={`${code} ${i}`}>{sentence}</li>
        ))}
      </ul>
    </>
  )
}

/** One button for each file of refused rows: a workbook has one for each sheet with some. */
export const RejectsButton = ({ answer, brought }: { readonly answer: FileAnswer; readonly brought: Brought }) => {
  const { t, count } = useWords()
  const fetching = useMutation({
    mutationFn: (part: number) => fetchRefused(brought, part),
    onSuccess: (blob, part) =>
      saveFile(blob, `rejects-${answer.file.replace(/\.[^.]*$/, '')}${part > 1 ? `-${part}` : ''}.csv`),
  })
  const several = answer.notes.find(({ code }) => code === 'rejects.several_files')?.params['files']
  const sheets = [...new Set(answer.rejects.map(({ sheet }) => sheet))]
  const parts = Math.max(1, Array.isArray(several) ? several.length : sheets.length)
  return (
    <>
      <p className="actions">
        {Array.from({ length: parts }, (_, i) => i + 1).map((part) => (
          <button type="button" key={part} disabled={fetching.isPending} onClick={() => fetching.mutate(part)}>
            {t('download_rejects', { count: count(answer.rejected) })}
            {parts > 1 ? ` – ${sheets[part - 1] ?? part}` : ''}
          </button>
        ))}
      </p>
      {fetching.error ? <Failure error={fetching.error} plain /> : null}
    </>
  )
}

export const Rejects = ({ answer, brought }: { readonly answer: FileAnswer; readonly brought: Brought }) => {
  const { t, count } = useWords()
  if (answer.rejected === 0) return null
  const { rejects } = answer
  return (
    <section className="rejects">
      <h3 className="off">{t('refused_rows', { count: count(answer.rejected) })}</h3>
      <p className="note">
        {t('refused_hint')}
        {rejects.length < answer.rejected ? ` ${t('first_refused', { count: count(rejects.length) })}` : ''}
      </p>
      <div className="wide">
        <table className="t rejects-table">
          <thead>
            <tr>
              <th scope="col">{t('line')}</th>
              <th scope="col" className="words">
                {t('column')}
              </th>
              <th scope="col" className="words">
                {t('cell')}
              </th>
              <th scope="col" className="words">
                {t('sentence')}
              </th>
            </tr>
          </thead>
          <tbody>
            {rejects.map((reject) => (
              <tr key={`${reject.sheet ?? ''} ${reject.line} ${reject.column}`}>
                <td>{count(reject.line)}</td>
                <td className="words">{reject.column ?? '–'}</td>
                <td className="words cell">{reject.value ?? '–'}</td>
                <td className="words">{reject.sentence}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <RejectsButton answer={answer} brought={brought} />
    </section>
  )
}
