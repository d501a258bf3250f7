import { existsSync, readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { parsePageTree } from '#adapters/page-tree.ts'
import { amountOf, powerOfTenBetween } from '#core/prices/amount.ts'
import { readCurrency } from '#core/prices/currency.ts'
import { leadingAmount, readPriceText } from '#core/prices/price-text.ts'
import { readPrice } from '#core/prices/read-price.ts'
import { say } from './figures.ts'

type Label = {
  readonly url?: string
  readonly price?: string | number | readonly string[]
  readonly currency?: string | readonly string[]
  readonly availability?: string | readonly string[]
}
const one = (value: string | number | readonly string[] | undefined): string | null =>
  value === undefined ? null : typeof value === 'object' ? (value[0] ?? null) : String(value)
const canonical = (text: string | null): string | null =>
  text === null ? null : amountOf(text.trim().replaceAll(',', ''))
const share = (part: number, whole: number): string =>
  `${part}/${whole} = ${whole === 0 ? '–' : ((100 * part) / whole).toFixed(1)} %`

/** Folder of labelled pages and strings, or null where none is given. */
export const labelledFolder = (): string | null => {
  const folder = `${process.env['NHIP_TEST_DATA'] ?? ''}/price-pages`
  return existsSync(`${folder}/labels.json`) ? folder : null
}

/** Reads every labelled page and string and prints how often the price was right, given up, or wrong. */
export const benchPrices = (detail = false): void => {
  const folder = labelledFolder()
  if (folder === null) {
    say('prices: no labelled pages; set NHIP_TEST_DATA')
    return
  }
  for (const set of ['pages-2021', 'pages-2017'])
    tell(set, scorePages(folder, set, detail), scorePages(folder, set).times)
  const { right, all } = scoreStrings(folder)
  say(`strings: amounts right ${share(right, all)}`)
}

/** Reads every page of a set and counts how often price, currency and availability were given and right. */
export const scorePages = (folder: string, set: string, detail = false) => {
  const labels = JSON.parse(readFileSync(`${folder}/labels.json`, 'utf8')) as Readonly<Record<string, Label>>
  const rows = Object.entries(labels).filter(([name]) => name.startsWith(set))
  const tally = {
    priced: 0,
    given: 0,
    right: 0,
    tens: 0,
    falsely: 0,
    currencyGiven: 0,
    currencyRight: 0,
    currencyOf: 0,
    stockGiven: 0,
    stockRight: 0,
    stockOf: 0,
  }
  const times: number[] = []
  let peak = 0
  for (const [name, label] of rows) {
    const html = gunzipSync(readFileSync(`${folder}/${name}.html.gz`)).toString('utf8')
    const url = label.url ?? `https://www.${name.split('-').at(-1)}.com/`
    const started = performance.now()
    const result = readPrice(
      { url, status: 200, readAt: Date.UTC(set === 'pages-2017' ? 2017 : 2020, 9, 1), nodes: parsePageTree(html) },
      { url },
    )
    times.push(performance.now() - started)
    peak = Math.max(peak, process.memoryUsage().rss)
    const want = canonical(one(label.price))
    const got = result.kind === 'price' ? result.amount : null
    if (want === null) {
      if (got !== null) tally.falsely++
    } else {
      tally.priced++
      if (got !== null) tally.given++
      if (got === want) tally.right++
      if (got !== null && got !== want && powerOfTenBetween(got, want) !== null) tally.tens++
    }
    const money = one(label.currency)
    if (money !== null && result.kind === 'price') {
      tally.currencyOf++
      const possible = readCurrency(money.replace(/~$/, ''))?.possible ?? [money]
      if (result.currency !== null) tally.currencyGiven++
      if (result.currency !== null && possible.includes(result.currency)) tally.currencyRight++
    }
    const stock = one(label.availability)
    if (stock !== null) {
      tally.stockOf++
      const value = result.availability.value
      if (value !== 'unknown') tally.stockGiven++
      if (value === (stock === 'OutOfStock' ? 'out' : 'in')) tally.stockRight++
    }
    if (
      detail &&
      (got !== want || (stock !== null && result.availability.value !== (stock === 'OutOfStock' ? 'out' : 'in')))
    )
      say(
        `  ${name} want ${want} ${stock ?? ''} got ${got ?? (result.kind === 'abstention' ? result.reason : '')} ${result.availability.value} ${result.availability.evidence.join(' · ')}`,
      )
    if (detail && got !== want)
      for (const each of result.candidates.slice(0, 7))
        say(
          `      ${each.role} ${each.amount} ${each.source} ${each.weight.toFixed(1)} ${each.path} “${each.raw.slice(0, 50)}” ${each.marks.join(',')}`,
        )
  }
  return { ...tally, times, peak }
}

const spread = (times: readonly number[]): string => {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (part: number): string =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))]?.toFixed(1) ?? '–'
  return `median ${at(0.5)}, p95 ${at(0.95)}, most ${at(1)}`
}

const tell = (
  set: string,
  { times, peak, ...tally }: ReturnType<typeof scorePages>,
  again: readonly number[],
): void => {
  say(
    `${set}: coverage ${share(tally.given, tally.priced)} · precision ${share(tally.right, tally.given + tally.falsely)} · recall ${share(tally.right, tally.priced)} · wrong by a power of ten ${tally.tens}`,
  )
  if (tally.currencyOf > 0)
    say(
      `  currency right ${share(tally.currencyRight, tally.currencyOf)}, of those given ${share(tally.currencyRight, tally.currencyGiven)} · availability right ${share(tally.stockRight, tally.stockOf)}, of those given ${share(tally.stockRight, tally.stockGiven)}`,
    )
  say(
    `  ms per page: ${spread(again)}; in a fresh process ${spread(times)} · memory at most ${(peak / 1e6).toFixed(0)} MB`,
  )
}

type LabelledText = {
  readonly price_raw: string | null
  readonly currency_raw: string | null
  readonly currency: string | null
  readonly amount: string | null
}

/** Reads every labelled string and counts the right amounts. */
export const scoreStrings = (folder: string): { readonly right: number; readonly all: number } => {
  const rows = JSON.parse(readFileSync(`${folder}/price-strings.json`, 'utf8')) as readonly LabelledText[]
  const right = rows.filter((row) => {
    const hinted = row.currency_raw === null ? null : readCurrency(row.currency_raw)
    const price = leadingAmount(readPriceText(row.price_raw ?? '', { currency: hinted?.code ?? null }))
    return (price?.amount ?? null) === canonical(row.amount)
  }).length
  return { right, all: rows.length }
}
