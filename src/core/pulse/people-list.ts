import { dayOf } from '../calendar/day.ts'
import { fold } from '../fold.ts'
import { addressIn } from '../mail.ts'
import type { Params } from '../messages.ts'
import type { Employee } from './round.ts'

/** A row that could not be taken, with its line and what was wrong. */
export type RefusedRow = { readonly line: number; readonly code: string; readonly params: Params }

export type PersonGiven = Omit<Employee, 'id'>

const columns: Readonly<Record<keyof PersonGiven, readonly string[]>> = {
  name: ['name', 'full name', 'ten', 'ho ten', 'ho va ten', 'nhan vien', 'employee'],
  email: ['email', 'e-mail', 'mail', 'thu dien tu'],
  team: ['team', 'doi', 'nhom', 'phong', 'phong ban'],
  location: ['location', 'location_id', 'dia diem', 'cua hang', 'chi nhanh', 'store'],
  tenure_band: ['tenure_band', 'tenure', 'tham nien'],
  language: ['language', 'lang', 'ngon ngu'],
  leaving_on: ['leaving_on', 'left_on', 'leaving', 'ngay nghi', 'ngay nghi viec'],
}

const columnOf = (head: string): keyof PersonGiven | null => {
  const folded = fold(head).trim()
  const found = Object.entries(columns).find(([, names]) => names.includes(folded))
  return found ? (found[0] as keyof PersonGiven) : null
}

/** Rows of a text as a spreadsheet gives it: tabs, commas or semicolons, quotes around cells that hold them. */
const rowsIn = (text: string): readonly (readonly string[])[] => {
  const [head = ''] = text.split(/\r?\n/, 1)
  const between = ['\t', ';', ','].find((each) => head.includes(each)) ?? ','
  const rows: string[][] = [['']]
  let quoted = false
  for (let i = 0; i < text.length; i++) {
    const letter = text[i]!
    const row = rows.at(-1)!
    const cell = row.at(-1)!
    if (quoted && letter === '"' && text[i + 1] === '"') {
      row[row.length - 1] = `${cell}"`
      i++
    } else if (letter === '"' && (quoted || cell === '')) quoted = !quoted
    else if (!quoted && letter === between) row.push('')
    else if (!quoted && letter === '\n') rows.push([''])
    else if (quoted || letter !== '\r') row[row.length - 1] = `${cell}${letter}`
  }
  return rows
}

const dayIn = (text: string): string | null => {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text)
  const vietnamese = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text)
  if (iso) return dayOf(Number(iso[1]), Number(iso[2]), Number(iso[3]))
  return vietnamese ? dayOf(Number(vietnamese[3]), Number(vietnamese[2]), Number(vietnamese[1])) : null
}

const longest = 200

/**
 * Reads a list of employees: a row of column names in either language, then a row each.
 * @returns `missing` names a column that has to be there and is not
 */
export const readPeople = (
  text: string,
): {
  readonly people: readonly PersonGiven[]
  readonly refused: readonly RefusedRow[]
  readonly missing: string | null
} => {
  const rows = rowsIn(text.replace(/^\uFEFF/, '').normalize('NFC'))
  const heads = (rows[0] ?? []).map(columnOf)
  if (!heads.includes('name')) return { people: [], refused: [], missing: 'name' }
  const people: PersonGiven[] = []
  const refused: RefusedRow[] = []
  const seen = new Set<string>()
  for (const [i, row] of rows.slice(1).entries()) {
    if (row.every((cell) => cell.trim() === '')) continue
    const refuse = (code: string, params: Params = {}): void => void refused.push({ line: i + 2, code, params })
    const cell = (column: keyof PersonGiven): string | null => {
      const value = (row[heads.indexOf(column)] ?? '').trim().slice(0, longest)
      return heads.includes(column) && value !== '' ? value : null
    }
    const [name, given, leaving] = [cell('name'), cell('email'), cell('leaving_on')]
    const email = given === null ? null : addressIn(given)
    const leaving_on = leaving === null ? null : dayIn(leaving)
    if (name === null) refuse('pulse.row_nameless')
    else if (given !== null && email === null) refuse('pulse.row_email', { email: given })
    else if (email !== null && seen.has(email)) refuse('pulse.row_twice', { email })
    else if (leaving !== null && leaving_on === null) refuse('pulse.row_leaving', { leaving_on: leaving })
    else {
      if (email !== null) seen.add(email)
      people.push({
        name,
        email,
        team: cell('team'),
        location: cell('location'),
        tenure_band: cell('tenure_band'),
        language: /^(en|english|anh|tiếng anh)$/i.test(cell('language') ?? '') ? 'en' : 'vi',
        leaving_on,
      })
    }
  }
  return { people, refused, missing: null }
}

/**
 * The new list with the ids people had: known again by their address, or without one by name and team. Whoever is not
 * on it any more is not on the list at all.
 */
export const withIds = (
  given: readonly PersonGiven[],
  before: readonly Employee[],
  newId: () => string,
): readonly Employee[] => {
  const left = [...before]
  return given.map((person) => {
    const at = left.findIndex((known) =>
      person.email !== null
        ? known.email === person.email
        : known.email === null && known.name === person.name && known.team === person.team,
    )
    const [known] = at < 0 ? [] : left.splice(at, 1)
    return { id: known?.id ?? newId(), ...person }
  })
}
