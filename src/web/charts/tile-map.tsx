import { type ProvinceList, provinceName } from '#core/geography/provinces.ts'
import { useSay } from '../language.tsx'
import { amountText, type InUnit } from '../shown.ts'
import { tilesOf34, tilesOf63 } from './province-tiles.data.ts'
import { useWidth } from './use-width.ts'

/** What is drawn of a province; `null` where it has none. */
export type Placed = { readonly value: number | null; readonly note?: string | undefined }

/** Shares of the largest at which a darker shade begins, darkest first. */
const shades = [0.5, 0.2, 0.07, 0] as const

/** The two leading digits, so that the key is read at a glance. */
const roundly = (value: number): number => Number(value.toPrecision(2))

const breaksOf = (largest: number): readonly number[] =>
  shades.map((share) => (share === 0 ? 0 : roundly(largest * share)))

/** 0 the darkest … 3; null for nothing, and for what is below zero. */
const shadeOf = (value: number | null, breaks: readonly number[]): number | null => {
  if (value === null || value <= 0) return null
  return breaks.findIndex((least) => value >= least)
}

/** A name over at most two lines. */
const linesOf = (name: string, letters: number): readonly string[] => {
  if (name.length <= letters) return [name]
  const words = name.split(/ (?:- )?/)
  const first = words.slice(0, Math.ceil(words.length / 2)).join(' ')
  return [first, words.slice(Math.ceil(words.length / 2)).join(' ')]
}

/** The currency is named by the key above. */
const inTile = (amount: string): string => amount.replace(/\s?₫\s?/, '').replace(/triệu$/, 'tr')

const gap = 3
const high = 42
const pitch = 11.5
const keyRoom = 26

/**
 * One tile a province in roughly its place, the darker the more. A pointer chooses a province; for the keyboard and
 * for readers aloud the same stands in the table beside it.
 */
export const TileMap = ({
  list,
  of,
  placed,
  label,
  onChoose,
}: {
  readonly list: ProvinceList
  readonly of: InUnit
  readonly placed: ReadonlyMap<string, Placed>
  readonly label: string
  readonly onChoose?: ((code: string) => void) | undefined
}) => {
  const { language } = useSay()
  const [place, room] = useWidth(460)
  const tiles = list === 34 ? tilesOf34 : tilesOf63
  const columns = Math.max(...tiles.map(([, column]) => column)) + 1
  const rows = Math.max(...tiles.map(([, , row]) => row)) + 1
  const width = Math.min(room, columns * 92)
  const wide = width / columns
  const breaks = breaksOf(Math.max(0, ...[...placed.values()].map(({ value }) => value ?? 0)))
  const height = keyRoom + rows * high
  return (
    <div ref={place} className="chart tiles">
      <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
        {(breaks[0] === 0 ? [] : [...breaks].reverse()).map((least, i, all) => (
          <g key={least} transform={`translate(${(i * width) / all.length} 0)`}>
            <rect className={`shade-${shades.length - 1 - i}`} width="12" height="12" rx="2" y="1" />
            <text className="tick-label" x="17" y="11">
              {i === 0 ? `< ${amountText(all[1] ?? 0, of, language)}` : `≥ ${amountText(least, of, language)}`}
            </text>
          </g>
        ))}
        {tiles.map(([code, column, row]) => {
          const { value = null, note } = placed.get(code) ?? {}
          const shade = shadeOf(value, breaks)
          const name = provinceName(code, list) ?? code
          const lines = linesOf(name, Math.floor((wide - gap) / 6.4))
          const middle = high / 2 + 2 - ((lines.length + (value === null ? 0 : 1) - 1) / 2) * pitch
          const told = [name, ...(value === null ? [] : [amountText(value, of, language)]), ...(note ? [note] : [])]
          return (
            // biome-ignore lint/a11y/noStaticElementInteractions: a short way for a pointer; the table beside it is the way for everybody
            <g
              key={code}
              className={`tile ${shade === null ? 'shade-none' : `shade-${shade}`}`}
              transform={`translate(${column * wide} ${keyRoom + row * high})`}
              data-province={code}
              onClick={onChoose && value !== null ? () => onChoose(code) : undefined}
            >
              <title>{told.join(', ')}</title>
              <rect width={wide - gap} height={high - gap} rx="3" />
              {lines.map((line, i) => (
                <text key={line} x={(wide - gap) / 2} y={middle + i * pitch} textAnchor="middle">
                  {line}
                </text>
              ))}
              {value === null ? null : (
                <text
                  className="tile-value"
                  x={(wide - gap) / 2}
                  y={middle + lines.length * pitch + 1}
                  textAnchor="middle"
                >
                  {inTile(amountText(value, of, language))}
                </text>
              )}
            </g>
          )
        })}
      </svg>
    </div>
  )
}
