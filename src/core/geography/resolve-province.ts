import { exact } from '../fold.ts'
import { districts } from './districts.data.ts'
import { compact, type Piece, pieceOf, piecesOf } from './place-text.ts'
import { formerProvinces, isoCodes, otherNames } from './province-names.data.ts'
import { newProvinces, oldProvinces } from './provinces.data.ts'
import { type ProvinceList, predecessorsOf, provinceCodes, successorOf } from './provinces.ts'

/** Codes of the 34 and of the 63; `province_old` is null where the text leaves open which one it was. */
export type Place = { readonly province: string; readonly province_old: string | null }

/** What a name of a province can mean. */
type Named = {
  readonly province: string
  /** The ones of the 63 it can be. */
  readonly olds: readonly string[]
  /** The one of the 63 it is in a text written by the list of 63. */
  readonly before: string | null
  /** The list it belongs to alone; null where both have it. */
  readonly list: ProvinceList | null
}

const folded = (name: string): string => compact(name.normalize('NFD').toLowerCase().replaceAll('đ', 'd'))

const oldOnly = (old: string): Named => ({ province: successorOf(old)!, olds: [old], before: old, list: 63 })
const inBoth = (province: string, before: string): Named => ({
  province,
  olds: predecessorsOf(province),
  before,
  list: null,
})

const oldByName = new Map(oldProvinces.map(([code, name]) => [folded(name), code]))
const newByName = new Map(newProvinces.map(([code, name]) => [folded(name), code]))
const oldCodes = new Set(provinceCodes(63))
const newCodes = new Set(provinceCodes(34))

const namedAs = (name: string): Named | null => {
  const other = Object.hasOwn(otherNames, name) ? otherNames[name]! : null
  if (other) return other[0] === 63 ? oldOnly(other[1]) : inBoth(other[1], other[1])
  const [old, now] = [oldByName.get(name), newByName.get(name)]
  if (old !== undefined) return now === undefined ? oldOnly(old) : inBoth(now, old)
  if (now !== undefined) return inBoth(now, predecessorsOf(now)[0]!)
  if (!Object.hasOwn(formerProvinces, name)) return null
  const province = formerProvinces[name]!
  return { province, olds: predecessorsOf(province), before: null, list: null }
}

/** `79`, `1`, `VN-SG`. */
const coded = (text: string): Named | null => {
  const iso = /^vn-(\w\w)$/i.exec(text)?.[1]?.toUpperCase()
  if (iso !== undefined) {
    const old = Object.hasOwn(isoCodes, iso) ? isoCodes[iso]! : null
    return old === null ? null : oldOnly(old)
  }
  if (!/^\d{1,2}$/.test(text)) return null
  const code = text.padStart(2, '0')
  if (!oldCodes.has(code)) return null
  return newCodes.has(code) ? inBoth(code, code) : oldOnly(code)
}

/** Cities run by the state itself, in either list: for these `thành phố` means the province. */
const centralCities = new Set([...oldProvinces, ...newProvinces].filter(([, , type]) => type !== 't').map((p) => p[0]))

const provinceIn = (piece: Piece): Named | null => {
  const whole = namedAs(compact(piece.words))
  if (whole) return whole
  if (piece.kind !== 'province' && piece.kind !== 'city' && piece.kind !== 'bare') return null
  const named = namedAs(piece.name)
  if (!named) return null
  // The city of a province's name lies in the province that had the name before 2025-07-01.
  if (piece.kind === 'city' && named.before !== null && !centralCities.has(named.before))
    return { ...named, olds: [named.before] }
  return named
}

const streets = /\b(?:duong|pho|xa lo|quoc lo|dai lo|cau|ngo|hem)$/

/** A province named at the end or the beginning of a piece that holds more, as in `12 Lê Lợi Hà Nội`, and the rest. */
const provinceWithin = (piece: Piece, at: 'end' | 'start'): { named: Named; rest: Piece } | null => {
  const words = piece.words.split(' ')
  for (let count = Math.min(5, words.length - 1); count > 0; count--) {
    const [part, rest] =
      at === 'end'
        ? [words.slice(-count), words.slice(0, -count).join(' ')]
        : [words.slice(0, count), words.slice(count).join(' ')]
    const name = compact(part.join('')).replace(/^(?:thanhpho|tinh|tp)/, '')
    if (name.length < 5 && name !== 'hcm') continue
    const named = namedAs(name)
    if (named && !(at === 'end' && streets.test(rest))) return { named, rest: pieceOf(rest) }
  }
  return null
}

type Index = ReadonlyMap<string, readonly string[]>

const indexOf = (table: Readonly<Record<string, string>>): Index => {
  const index = new Map<string, string[]>()
  for (const [province, entries] of Object.entries(table))
    for (const entry of entries.split(' ')) index.set(entry, [...(index.get(entry) ?? []), province])
  return index
}

/** Districts that were gone before 2025, still written in addresses. */
const goneDistricts: Readonly<Record<string, string>> = { '79': 'q2 q9 qthuduc', '01': 'htuliem' }

const districtIndex = indexOf(
  Object.fromEntries(
    Object.entries(districts).map(([province, list]) => [province, `${list} ${goneDistricts[province] ?? ''}`.trim()]),
  ),
)

const lookUp = (index: Index, piece: Piece, types: string): readonly string[] => {
  const typed = piece.type === '' ? undefined : index.get(piece.type + piece.name)
  return typed ?? [...new Set([...types].flatMap((type) => index.get(type + piece.name) ?? []))]
}

const districtOlds = (piece: Piece): readonly string[] =>
  piece.kind === 'ward' || piece.kind === 'province' ? [] : lookUp(districtIndex, piece, 'qhxc')

const wardOlds = (piece: Piece, wards: Index): readonly string[] =>
  piece.kind === 'ward' || piece.kind === 'bare' ? lookUp(wards, piece, 'pxtd') : []

/** Keeps what further pieces agree with; a piece that agrees with nothing says nothing. */
const narrowed = (olds: readonly string[], hints: readonly (readonly string[])[]): readonly string[] =>
  hints.reduce((kept, hint) => {
    const both = kept.filter((old) => hint.includes(old))
    return both.length > 0 ? both : kept
  }, olds)

type Found = { readonly named: Named; readonly piece: Piece }

/** The province meant where several pieces name one: the one others are districts of. Null where they contradict. */
const decided = (found: readonly Found[], pieces: readonly Piece[]): Found | null => {
  const score = ({ named, piece }: Found): number =>
    pieces.filter((other) => other !== piece && districtOlds(other).some((old) => named.olds.includes(old))).length
  const scores = found.map(score)
  const best = Math.max(...scores)
  const left = found.filter((_, i) => scores[i] === best)
  const [first] = left
  if (!first || left.some(({ named }) => named.province !== first.named.province)) return null
  return left.reduce((a, b) => (b.named.olds.length < a.named.olds.length ? b : a))
}

/** A named province, with the one of the 63 that the other pieces leave. */
const placeIn = (named: Named, others: readonly Piece[], list: ProvinceList | null, wards: Index): Place => {
  const byDistrict = narrowed(named.olds, others.map(districtOlds))
  const olds =
    byDistrict.length > 1
      ? narrowed(
          byDistrict,
          others.map((piece) => wardOlds(piece, wards)),
        )
      : byDistrict
  if (olds.length === 1) return { province: named.province, province_old: olds[0]! }
  // Districts ended with the list of 63: who writes one writes the province of that list beside it.
  const written =
    list ?? (others.some((piece) => piece.kind === 'district' && districtOlds(piece).length > 0) ? 63 : 34)
  return { province: named.province, province_old: written === 63 ? named.before : null }
}

/** The place of districts, or wards called so, where no province is named. */
const placeOfParts = (pieces: readonly Piece[], wards: Index): Place | null => {
  const hints = [
    ...pieces.map(districtOlds),
    ...pieces.filter((piece) => piece.kind === 'ward').map((piece) => wardOlds(piece, wards)),
  ].filter((olds) => olds.length > 0)
  const [first, ...rest] = hints
  if (!first) return null
  const olds = narrowed(first, rest)
  const province = successorOf(olds[0]!)!
  if (olds.some((old) => successorOf(old) !== province)) return null
  return { province, province_old: olds.length === 1 ? olds[0]! : null }
}

const placeOf = (pieces: readonly Piece[], list: ProvinceList | null, wards: Index): Place | null => {
  const found = pieces.flatMap((piece) => {
    const named = provinceIn(piece)
    return named ? [{ named, piece }] : []
  })
  if (found.length > 0) {
    const meant = decided(found, pieces)
    return meant && placeIn(meant.named, without(pieces, meant.piece), list, wards)
  }
  const parts = placeOfParts(pieces, wards)
  if (parts) return parts
  const [first, last] = [pieces[0], pieces.at(-1)]
  for (const [piece, at] of [[last, 'end'] as const, [first, 'start'] as const]) {
    const within = piece && provinceWithin(piece, at)
    if (within) return placeIn(within.named, [...without(pieces, piece), within.rest], list, wards)
  }
  return null
}

const without = (pieces: readonly Piece[], piece: Piece): readonly Piece[] => pieces.filter((other) => other !== piece)

/**
 * Which list a column of provinces is written by: 63 as soon as one value exists there alone (`Bình Dương`, code
 * `74`, a district), else null, as most names are in both. Names that mean one thing in the old list and a larger
 * one in the new (`Bắc Ninh`) can then be told apart.
 */
export const listOfProvinces = (texts: Iterable<string>): 63 | null => {
  for (const text of texts) {
    const whole = coded(exact(text))
    if (whole?.list === 63) return 63
    for (const piece of piecesOf(text))
      if (provinceIn(piece)?.list === 63 || (piece.kind === 'district' && districtOlds(piece).length > 0)) return 63
  }
  return null
}

/**
 * Makes a resolver of provinces: name, abbreviation, code (of either list or ISO 3166-2) or address → codes of the
 * 34 and of the 63; null where it cannot be placed or contradicts itself. A name both lists have leaves
 * `province_old` open unless a district or ward decides, the province was left as it was, or `list` is 63.
 * @param wards the table of `wards.data.ts`, for addresses that name no district; optional, as it is large
 */
export const provinceResolver = (
  list: ProvinceList | null = null,
  wards: Readonly<Record<string, string>> = {},
): ((text: string) => Place | null) => {
  let wardIndex: Index | null = null
  return (text) => {
    const code = coded(exact(text))
    if (code)
      return {
        province: code.province,
        province_old: code.olds.length === 1 ? code.olds[0]! : list === 63 ? code.before : null,
      }
    wardIndex ??= indexOf(wards)
    return placeOf(piecesOf(text), list, wardIndex) ?? placeOf(piecesOf(text, true), list, wardIndex)
  }
}
