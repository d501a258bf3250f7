import { useEffect, useRef } from 'react'
import { formatRelative } from '#core/format.ts'
import { useSay } from '../language.tsx'
import { Failure } from '../parts/states.tsx'
import { standsAs } from './edits.ts'
import { exactText } from './exact.ts'
import { levelWords, troubleOf } from './level-words.ts'
import { words } from './messages.ts'
import type { EditState } from './use-edits.ts'

/** Every change before it is saved: what stands, what it becomes, and what cannot be saved with its reason. */
export const Review = ({ state, onClose }: { readonly state: EditState; readonly onClose: () => void }) => {
  const { of, t, language } = useSay()
  const { edits, standing, sent, checking, saving } = state
  const heading = useRef<HTMLHeadingElement>(null)
  const { mutate: check } = checking
  useEffect(() => {
    heading.current?.focus()
    check()
  }, [check])
  const all = [...edits.values()]
  const refused = new Set(all.filter((edit) => edit.refused).map(({ cell }) => cell))
  const good = sent.filter(({ cell }) => !refused.has(cell)).length
  return (
    <section className="review" aria-labelledby="review">
      <h2 id="review" tabIndex={-1} ref={heading}>
        {of(words.review_title)}
      </h2>
      <div className="wide">
        <table className="t">
          <thead>
            <tr>
              <th scope="col" className="words">
                {t('number')}
              </th>
              <th scope="col" className="words">
                {of(words.level)}
              </th>
              <th scope="col">{of(words.standing)}</th>
              <th scope="col">{of(words.becomes)}</th>
              <th scope="col">{of(words.difference)}</th>
              <th scope="col" className="words">
                {of(words.remark)}
              </th>
            </tr>
          </thead>
          <tbody>
            {all.map((edit) => {
              const { cell, level, value } = edit
              const before = standsAs(standing, cell, level)
              const trouble = troubleOf(edit, of)
              return (
                <tr key={`${cell.label}${level}`}>
                  <th scope="row">{cell.label}</th>
                  <td className="words">{of(levelWords(level, cell.direction))}</td>
                  <td>{exactText(before, cell.unit, language) || '–'}</td>
                  <td>{value === null ? edit.text || '–' : exactText(value, cell.unit, language)}</td>
                  <td>{value !== null && before ? formatRelative(value / before - 1, language) : '–'}</td>
                  <td className={trouble ? 'words trouble' : 'words'}>
                    {trouble ? `${trouble} (${of(words.not_sent)})` : ''}
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
      {saving.error ? <Failure error={saving.error} plain /> : null}
      {checking.error ? <Failure error={checking.error} plain /> : null}
      <div className="review-actions">
        <button
          type="button"
          className="main"
          disabled={saving.isPending || checking.isPending || good === 0}
          onClick={() => saving.mutate(undefined, { onSuccess: onClose })}
        >
          {saving.isPending ? of(words.saving) : of(words.save, { count: good })}
        </button>
        <button type="button" onClick={onClose}>
          {of(words.back)}
        </button>
      </div>
    </section>
  )
}
