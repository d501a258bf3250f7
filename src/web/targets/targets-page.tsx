import { useQuery } from '@tanstack/react-query'
import { useBlocker } from '@tanstack/react-router'
import { useEffect, useMemo, useState } from 'react'
import type { TargetsAsked } from '../app/search.ts'
import { freshnessQuery } from '../data/queries.ts'
import { sessionQuery } from '../data/session.ts'
import { settingsQuery } from '../data/settings.ts'
import { useAsked, useSay } from '../language.tsx'
import { Failure } from '../parts/states.tsx'
import { roleWords } from '../people/role-words.ts'
import { amountText } from '../shown.ts'
import { Beside } from './beside.tsx'
import { type Area, areaOf, landing, type Place, placesOf } from './block.ts'
import { editKey, type Level, levels, standsAs, type TargetCell, without, withTyped } from './edits.ts'
import { exactText, isWhole } from './exact.ts'
import { Grid, type GridLine } from './grid.tsx'
import { levelWords } from './level-words.ts'
import { words } from './messages.ts'
import { columnsOf, grains } from './periods.ts'
import { Pickers } from './pickers.tsx'
import { ProposalBar } from './proposal.tsx'
import { Review } from './review.tsx'
import { readNumbers } from './typed-number.ts'
import { useEdits } from './use-edits.ts'
import { partings, useRows, useTargetMetrics } from './use-rows.ts'

const corner: Place = { row: 0, column: 0 }

/** Targets by number, part and period: typed, pasted or proposed, looked through, then saved as one change. */
export const TargetsPage = () => {
  const say = useSay()
  const { of, t, language } = say
  const asked = useAsked() as TargetsAsked
  const session = useQuery(sessionQuery).data
  const today = useQuery(freshnessQuery).data?.today
  const currency = useQuery(settingsQuery(language)).data?.find(({ name }) => name === 'currency')?.value
  const state = useEdits()
  const { edits, setEdits, standing, saving, undoing } = state
  const [head, setHead] = useState(corner)
  const [anchor, setAnchor] = useState(corner)
  const [reviewing, setReviewing] = useState(false)
  const [told, setTold] = useState('')

  const groups = useTargetMetrics()
  const chosen = useMemo(() => {
    const all = (groups ?? []).flatMap(({ metrics }) => metrics)
    const one = all.find(({ metric }) => metric === asked.metric)
    return one
      ? [one]
      : (groups ?? []).flatMap(({ page, metrics }) => metrics.filter(({ metric }) => metric === page.headline))
  }, [groups, asked.metric])
  const parting = partings.find((each) => each === asked.by) ?? 'whole'
  const grain = grains.find((each) => each === asked.grain) ?? 'month'
  const day = asked.at ?? today ?? '2026-01-01'
  const { rows, waiting, error } = useRows(chosen, parting, today)
  const columns = useMemo(() => columnsOf(grain, day, language), [grain, day, language])

  const shownLevels: readonly Level[] = asked.levels === 'all' ? levels : ['target']
  const isPart = (session?.scope?.locations.length ?? 0) + (session?.scope?.teams.length ?? 0) > 0
  const lines: readonly GridLine[] = rows.flatMap((row, at) => {
    const { metric } = row
    const part = row.part ?? of(isPart ? words.own_part : words.whole)
    const money = metric.unit === 'money' && typeof currency === 'string' ? currency : undefined
    const cells = columns.map(
      (column): TargetCell => ({
        metric: metric.metric,
        unit: metric.unit,
        direction: metric.direction,
        currency: money,
        period: column.period,
        range: column.range,
        where: row.where,
        scope: row.scope,
        label: `${of(metric.name)} · ${part} · ${grain === 'week' ? column.label : `${column.label} ${column.under}`}`,
      }),
    )
    const head = parting === 'whole' ? of(metric.name) : part
    const notes = [
      parting === 'whole' || chosen.length === 1 ? '' : of(metric.name),
      metric.unit === 'rate' ? of(words.in_percent) : (money ?? ''),
      metric.direction === 'down_is_good' ? of(words.lower_is_better) : '',
    ].filter((note) => note !== '')
    return shownLevels.map((level, i) => ({
      key: `${row.key}|${level}`,
      cells,
      level,
      head,
      follows: i > 0,
      under:
        shownLevels.length > 1
          ? [of(levelWords(level, metric.direction)), ...(i === 0 ? notes : [])].join(' · ')
          : notes.join(' · '),
      begins: parting !== 'whole' && at > 0 && i === 0 && rows[at - 1]!.metric.metric !== metric.metric,
    }))
  })

  useEffect(() => {
    document.title = `${of(words.title)} · Nhịp`
  }, [of])
  // Another grid begins at its first cell.
  const present = Math.max(
    0,
    columns.findIndex(({ range }) => today !== undefined && range.from <= today && today <= range.to),
  )
  useEffect(() => {
    const first = { row: 0, column: present }
    setHead(first)
    setAnchor(first)
  }, [present, asked.metric, asked.by, asked.grain, asked.at, asked.levels])
  useBlocker({
    shouldBlockFn: ({ current, next }) =>
      edits.size > 0 && current.pathname !== next.pathname && !window.confirm(of(words.leave, { count: edits.size })),
    enableBeforeUnload: () => edits.size > 0,
  })

  if (error) return <Failure error={error} />
  if (state.targets.error) return <Failure error={state.targets.error} again={() => void state.targets.refetch()} />
  if (!groups || !session || today === undefined || waiting || !state.targets.data)
    return <p className="soft">{t('loading')} …</p>

  const canEdit = session.may.includes('targets.set_many')
  const at = (place: Place): { readonly cell: TargetCell; readonly level: Level } | null => {
    const line = lines[place.row]
    const cell = line?.cells[place.column]
    return line && cell ? { cell, level: line.level } : null
  }
  const shownAt = (place: Place) => {
    const found = at(place)
    if (!found) return { text: '', exact: '', edit: undefined, was: '' }
    const { cell, level } = found
    const edit = edits.get(editKey(cell, level))
    const before = standsAs(standing, cell, level)
    const value = edit ? edit.value : before
    const short = (amount: number | null): string => (amount === null ? '' : amountText(amount, cell, language))
    return {
      text: edit && edit.value === null ? edit.text || '–' : short(value),
      exact: edit && edit.value === null ? edit.text : exactText(value, cell.unit, language),
      edit,
      was: edit ? short(before) : '',
    }
  }
  const onType = (block: readonly (readonly string[])[], area: Area, pasted: boolean): void => {
    const { cells, outside } = landing(block, area, { rows: lines.length, columns: columns.length })
    const here = cells.flatMap((place) => {
      const found = at(place)
      return found ? [{ ...found, text: place.text }] : []
    })
    const read = readNumbers(
      here.map(({ cell, text }) => ({
        text,
        kind: { unit: cell.unit, language, whole: isWhole(cell.unit, cell.currency) },
      })),
    )
    const first = at(area.from)
    // An emptied cell: what was only typed goes; what stands cannot be taken away like this.
    if (!pasted && here.length === 0 && first) {
      const key = editKey(first.cell, first.level)
      setEdits((now) =>
        standsAs(standing, first.cell, first.level) === null
          ? without(now, [key])
          : withTyped(now, [{ ...first, text: '', read: { problem: 'clear' } }], standing),
      )
      return
    }
    setEdits((now) =>
      withTyped(
        now,
        here.map((each, i) => ({ ...each, read: read[i]! })),
        standing,
      ),
    )
    if (!pasted) return
    const last = cells.at(-1)
    if (last) {
      setAnchor(area.from)
      setHead({ row: Math.max(...cells.map(({ row }) => row)), column: Math.max(...cells.map(({ column }) => column)) })
    }
    setTold(
      [of(words.pasted, { count: here.length }), outside > 0 ? of(words.outside, { count: outside }) : ''].join(' '),
    )
  }
  const selected = placesOf(areaOf(anchor, head)).flatMap((place) => at(place) ?? [])
  const targetsChosen = [...new Set(selected.map(({ cell }) => cell))]
  const wrong = [...edits.values()].filter((edit) => edit.problem !== null || edit.refused !== null).length
  const found = at(head)
  const savedAs = saving.data?.import_id
  return (
    <div className="targets">
      <h1>{of(words.title)}</h1>
      <p className="sub">
        {canEdit ? of(words.intro) : of(words.read_only, { role: of(roleWords(session.role ?? '')) })}
      </p>
      <Pickers asked={asked} metrics={groups} grain={grain} day={day} />
      {reviewing ? (
        <Review state={state} onClose={() => setReviewing(false)} />
      ) : (
        <div className="sheet-and-beside">
          <div>
            <Grid
              lines={lines}
              columns={columns}
              today={today}
              canEdit={canEdit}
              shownAt={shownAt}
              head={head}
              anchor={anchor}
              onSelect={(to, from) => {
                setHead(to)
                setAnchor(from)
              }}
              onType={onType}
              onDrop={(area) =>
                setEdits((now) =>
                  without(
                    now,
                    placesOf(area).flatMap((place) => {
                      const each = at(place)
                      return each ? [editKey(each.cell, each.level)] : []
                    }),
                  ),
                )
              }
              onCopied={(count) => setTold(of(words.copied, { count }))}
            />
            {canEdit ? (
              <ProposalBar
                cells={targetsChosen}
                onPropose={(typed) => setEdits((now) => withTyped(now, typed, standing))}
              />
            ) : null}
            <p className="soft keys">{of(words.keys)}</p>
          </div>
          {found ? <Beside cell={found.cell} edits={edits} standing={standing} today={today} /> : null}
        </div>
      )}
      <div className="pending" role="status">
        {told}
        {saving.data && edits.size === 0 && savedAs !== undefined && !undoing.isSuccess ? (
          <>
            {' '}
            {of(words.saved, { count: saving.data.targets.length })}{' '}
            {session.may.includes('targets.undo') ? (
              <button type="button" className="quiet" onClick={() => undoing.mutate(savedAs)}>
                {of(words.undo)}
              </button>
            ) : null}
          </>
        ) : null}
        {saving.data && saving.data.refused.length > 0 && wrong > 0
          ? ` ${of(words.some_refused, { count: saving.data.refused.length })}`
          : null}
        {undoing.isSuccess ? ` ${of(words.undone)}` : null}
        {edits.size > 0 && !reviewing ? (
          <>
            <strong>{of(words.pending, { count: edits.size })}</strong>
            {wrong > 0 ? <span className="trouble">{of(words.pending_bad, { count: wrong })}</span> : null}
            <button
              type="button"
              className="main"
              onClick={() => {
                setTold('')
                undoing.reset()
                setReviewing(true)
              }}
            >
              {of(words.review)}
            </button>
            <button type="button" onClick={() => setEdits(new Map())}>
              {of(words.discard)}
            </button>
          </>
        ) : null}
      </div>
    </div>
  )
}
