import { type ClipboardEvent, type KeyboardEvent, type RefObject, useEffect, useRef, useState } from 'react'
import { useSay } from '../language.tsx'
import { type Area, areaOf, blockText, isIn, type Place, parseBlock } from './block.ts'
import type { Edit, Level, TargetCell } from './edits.ts'
import { words } from './messages.ts'
import type { Column } from './periods.ts'
import { useColumnWidths } from './use-column-width.ts'
import { useRowsShown } from './use-rows-shown.ts'

export type GridLine = {
  readonly key: string
  readonly cells: readonly TargetCell[]
  readonly level: Level
  readonly head: string
  readonly under: string
  /** Another level of the target above. */
  readonly follows: boolean
  /** Another metric begins here. */
  readonly begins: boolean
}

type Shown = { readonly text: string; readonly exact: string; readonly edit: Edit | undefined; readonly was: string }

type Given = {
  readonly lines: readonly GridLine[]
  readonly columns: readonly Column[]
  readonly today: string
  readonly canEdit: boolean
  readonly shownAt: (place: Place) => Shown
  readonly head: Place
  readonly anchor: Place
  readonly onSelect: (head: Place, anchor: Place) => void
  readonly onType: (block: readonly (readonly string[])[], area: Area, pasted: boolean) => void
  readonly onDrop: (area: Area) => void
  readonly onCopied: (count: number) => void
}

const moves: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
}

/** Of a row of a long sheet. */
const rowHeight = 46

const focusCell = (table: RefObject<HTMLTableElement | null>, { row, column }: Place): void =>
  table.current?.querySelector<HTMLElement>(`[data-at="${row}-${column}"]`)?.focus()

/** A sheet of targets: moved in, typed into, copied from and pasted into like a spreadsheet. */
export const Grid = (given: Given) => {
  const { lines, columns, today, canEdit, shownAt, head, anchor, onSelect, onType, onDrop, onCopied } = given
  const { of } = useSay()
  const room = useRef<HTMLDivElement>(null)
  const table = useRef<HTMLTableElement>(null)
  const widths = useColumnWidths(room, columns.length)
  const { rows, isLong } = useRowsShown(room, lines.length, rowHeight, head.row)
  const [editing, setEditing] = useState<string | null>(null)
  // An input that goes away may still say that it lost focus.
  const isOpen = useRef(false)
  const [wantsFocus, setWantsFocus] = useState(0)
  const area = areaOf(anchor, head)
  useEffect(() => {
    if (wantsFocus > 0) focusCell(table, head)
  }, [wantsFocus, head])

  // A year is looked at from where it stands now.
  useEffect(() => {
    const at = columns.findIndex(({ range }) => range.from <= today && today <= range.to)
    const box = room.current
    if (at < 0 || !box) return
    const seen = Math.floor((box.clientWidth - widths.name) / widths.period)
    box.scrollLeft = Math.max(0, at + 1 - Math.ceil(seen * 0.75)) * widths.period
  }, [columns, today, widths.name, widths.period])

  const go = (to: Place, extend = false): void => {
    const place = {
      row: Math.max(0, Math.min(lines.length - 1, to.row)),
      column: Math.max(0, Math.min(columns.length - 1, to.column)),
    }
    onSelect(place, extend ? anchor : place)
    setWantsFocus((count) => count + 1)
  }
  const nextTo = ({ row, column }: Place, step: number): Place | null => {
    const at = row * columns.length + column + step
    return at < 0 || at >= lines.length * columns.length
      ? null
      : { row: Math.floor(at / columns.length), column: at % columns.length }
  }
  const close = (): void => {
    isOpen.current = false
    setEditing(null)
  }
  const commit = (text: string): void => {
    if (!isOpen.current) return
    close()
    onType([[text]], { from: head, to: head }, false)
  }
  const begin = (text: string): void => {
    if (!canEdit) return
    onSelect(head, head)
    isOpen.current = true
    setEditing(text)
  }

  const onCellKey = (event: KeyboardEvent): void => {
    const move = moves[event.key]
    if (move) {
      event.preventDefault()
      const far = event.ctrlKey || event.metaKey ? Math.max(lines.length, columns.length) : 1
      go({ row: head.row + move[0] * far, column: head.column + move[1] * far }, event.shiftKey)
    } else if (event.key === 'Home' || event.key === 'End') {
      event.preventDefault()
      go({ row: head.row, column: event.key === 'Home' ? 0 : columns.length - 1 }, event.shiftKey)
    } else if (event.key === 'Enter' || event.key === 'F2') {
      event.preventDefault()
      begin(shownAt(head).exact)
    } else if (event.key === 'Delete' || event.key === 'Backspace') {
      event.preventDefault()
      if (canEdit) onDrop(area)
    } else if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'a') {
      event.preventDefault()
      onSelect({ row: 0, column: 0 }, { row: lines.length - 1, column: columns.length - 1 })
    } else if (event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey && event.key !== ' ') {
      event.preventDefault()
      begin(event.key)
    }
  }

  const onInputKey = (event: KeyboardEvent<HTMLInputElement>): void => {
    event.stopPropagation()
    const text = event.currentTarget.value
    if (event.key === 'Escape') {
      close()
      go(head)
    } else if (event.key === 'Enter') {
      commit(text)
      go({ row: head.row + (event.shiftKey ? -1 : 1), column: head.column })
    } else if (event.key === 'Tab') {
      const next = nextTo(head, event.shiftKey ? -1 : 1)
      commit(text)
      // From the last cell Tab leads on, out of the sheet.
      if (!next) return
      event.preventDefault()
      go(next)
    }
  }

  const onCopy = (event: ClipboardEvent): void => {
    if (editing !== null) return
    const rows = Array.from({ length: area.to.row - area.from.row + 1 }, (_, r) =>
      Array.from(
        { length: area.to.column - area.from.column + 1 },
        (_, c) => shownAt({ row: area.from.row + r, column: area.from.column + c }).exact,
      ),
    )
    event.preventDefault()
    event.clipboardData.setData('text/plain', blockText(rows))
    onCopied(rows.length * rows[0]!.length)
  }
  const onPaste = (event: ClipboardEvent): void => {
    if (editing !== null || !canEdit) return
    event.preventDefault()
    onType(parseBlock(event.clipboardData.getData('text/plain')), area, true)
  }

  return (
    <div className="wide sheet-room" ref={room} style={{ scrollPaddingLeft: widths.name }}>
      <table
        ref={table}
        className={isLong ? 'sheet long' : 'sheet'}
        style={{ width: widths.name + widths.period * columns.length }}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table whose cells are edited is a grid
        role="grid"
        aria-label={of(words.grid)}
        aria-multiselectable="true"
        aria-readonly={!canEdit}
        aria-rowcount={lines.length + 1}
        onCopy={onCopy}
        onPaste={onPaste}
      >
        <colgroup>
          <col style={{ width: widths.name }} />
          {columns.map((column) => (
            <col key={column.period} style={{ width: widths.period }} />
          ))}
        </colgroup>
        <thead>
          <tr aria-rowindex={1}>
            <td className="sheet-name" />
            {columns.map((column) => (
              <th
                scope="col"
                key={column.period}
                aria-current={column.range.from <= today && today <= column.range.to ? 'date' : undefined}
              >
                {column.label}
                <small>{column.under}</small>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((drawn) => {
            if (!('row' in drawn))
              return (
                // biome-ignore lint/a11y/noInteractiveElementToNoninteractiveRole: room for rows that are not drawn is no row
                <tr key={`gap-${drawn.after}`} role="none" style={{ height: drawn.rows * rowHeight }}>
                  <td role="none" colSpan={columns.length + 1} />
                </tr>
              )
            const { row } = drawn
            const line = lines[row]!
            return (
              <tr key={line.key} className={line.begins ? 'begins' : undefined} aria-rowindex={row + 2}>
                <th scope="row" className="sheet-name" title={isLong ? line.head : undefined}>
                  <span className={line.follows ? 'unseen' : undefined}>{line.head}</span>
                  <small>{line.under}</small>
                </th>
                {columns.map((column, at) => {
                  const place = { row, column: at }
                  const isHead = head.row === row && head.column === at
                  const { text, exact, edit, was } = shownAt(place)
                  const isWrong = edit !== undefined && (edit.problem !== null || edit.refused !== null)
                  const kind = [
                    isIn(area, row, at) ? 'chosen' : '',
                    edit ? (isWrong ? 'wrong' : 'changed') : '',
                    text === '' ? 'blank-cell' : '',
                  ]
                  return (
                    <td
                      key={column.period}
                      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: and its cells are those of a grid
                      role="gridcell"
                      data-at={`${row}-${at}`}
                      tabIndex={isHead ? 0 : -1}
                      aria-selected={isIn(area, row, at)}
                      aria-invalid={isWrong || undefined}
                      className={kind.filter((each) => each !== '').join(' ') || undefined}
                      title={exact || undefined}
                      onPointerDown={(event) => {
                        if (editing !== null && isHead) return
                        if (event.pointerType === 'touch') return
                        onSelect(place, event.shiftKey ? anchor : place)
                      }}
                      onPointerEnter={(event) => {
                        if (event.buttons === 1 && event.pointerType !== 'touch' && editing === null)
                          onSelect(place, anchor)
                      }}
                      onClick={(event) => {
                        const isTouch = (event.nativeEvent as PointerEvent).pointerType === 'touch'
                        if (isTouch && isHead && editing === null) begin(exact)
                        else if (isTouch) onSelect(place, place)
                      }}
                      onDoubleClick={() => begin(exact)}
                      onKeyDown={editing === null ? onCellKey : undefined}
                    >
                      {isHead && editing !== null ? (
                        <input
                          type="text"
                          inputMode="decimal"
                          aria-label={`${line.head}, ${column.label}`}
                          defaultValue={editing}
                          // biome-ignore lint/a11y/noAutofocus: the cell that was typed into goes on taking what is typed
                          autoFocus
                          onKeyDown={onInputKey}
                          onBlur={(event) => commit(event.currentTarget.value)}
                        />
                      ) : (
                        <>
                          {text === '' ? <span className="unseen">{of(words.empty_cell)}</span> : text}
                          {edit ? (
                            <small>
                              {isWrong ? '!' : was === '' ? of(words.unsaved) : of(words.was, { value: was })}
                            </small>
                          ) : null}
                        </>
                      )}
                    </td>
                  )
                })}
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
