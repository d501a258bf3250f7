import { faultSentence } from '#core/fault-words.ts'
import type { Params } from '#core/messages.ts'

/** One case as the page shows it. */
export type Entry = {
  readonly what: string
  /** Its look, in a few words or as it stands in the file. */
  readonly looks: string
  readonly code: string | null
  readonly params?: Params
  /** Said in place of a code's sentence where nothing is wrong enough to have one. */
  readonly instead?: string
}

export type Section = { readonly title: string; readonly remark: string; readonly entries: readonly Entry[] }

const shown = (text: string): string => {
  const visible = text
    .replaceAll('\r\n', '⏎')
    .replaceAll('\n', '⏎')
    .replaceAll('\t', '⇥')
    .replaceAll('\ufeff', '')
    .replaceAll('`', '′')
    .replaceAll(/\p{Cc}/gu, '·')
  return visible.length > 110 ? `${visible.slice(0, 100)} …` : visible
}

/** A file's beginning, where it is text, and its size where that matters. Packed sizes differ between machines. */
export const looksOf = (file: string, content: string | Uint8Array): string => {
  if (typeof content !== 'string') return `\`${file}\``
  const size = Buffer.byteLength(content)
  const named = `\`${file}\`${size > 1e6 ? `, ${Math.round(size / 1e6)} MB` : ''}`
  const text = shown(content)
  return text.trim() === '' ? `${named}, ${size} bytes` : `${named}: \`${text}\``
}

/** The cells of a row that are wrong. */
export const cellsOf = (cells: Readonly<Record<string, string | null>>): string =>
  Object.entries(cells)
    .map(([column, value]) => `\`${column}\` = ${value === null ? 'nothing' : `\`${shown(value)}\``}`)
    .join(', ')

export const jsonOf = (value: unknown): string =>
  `\`${shown(typeof value === 'string' ? value : JSON.stringify(value))}\``

const entryText = ({ what, looks, code, params = {}, instead }: Entry, number: number): string =>
  [
    `${number}. **${what}** — ${looks}`,
    ...(code === null
      ? [`   - ${instead}`]
      : [
          `   - \`${code}\``,
          `   - ${shownSentence(faultSentence(code, params, 'vi'))}`,
          `   - ${shownSentence(faultSentence(code, params, 'en'))}`,
        ]),
  ].join('\n')

/** A sentence may hold a long cell; the page does not. */
const shownSentence = (sentence: string): string =>
  (sentence.length > 400 ? `${sentence.slice(0, 390)} …` : sentence).replaceAll('\n', ' ').replaceAll(/\p{Cc}/gu, '·')

/** The whole page. Cases are numbered through. */
export const pageOf = (sections: readonly Section[]): string => {
  let number = 0
  const body = sections.map(
    ({ title, remark, entries }) =>
      `## ${title}\n\n${remark}\n\n${entries.map((entry) => entryText(entry, ++number)).join('\n')}\n`,
  )
  return `# Bad input\n\nWhat the product does with files that are not as they should be: ${number} cases, each with its look, the code, and what is said in Vietnamese and English. The page is written by \`test/bad-input/bad-input.test.ts\`, which runs all but the last group (\`npm run golden\` writes it anew).\n\n${body.join('\n')}`
}
