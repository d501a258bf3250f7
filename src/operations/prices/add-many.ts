import { Fault } from '#core/fault.ts'
import { faultSentence } from '#core/fault-words.ts'
import { fold } from '#core/fold.ts'
import { keptUrl } from '#core/prices/pace.ts'
import type { AddedMany } from '#core/prices/told.ts'
import type { ListingDraft } from '#core/prices/watched.ts'
import type { PriceDeps } from './dependencies.ts'

const most = 20_000
const mostTold = 200

/** Names a column may have, folded. */
const columns = {
  url: ['url', 'link', 'dia chi', 'duong dan', 'address'],
  product_id: ['product_id', 'product', 'sku', 'ma san pham', 'ma hang', 'san pham'],
  competitor: ['competitor', 'doi thu', 'rival', 'cua hang'],
} as const

/**
 * Watches every page a file names. None is asked for at once: each has its turn at its shop.
 * @throws Fault `price.file_columns`, `price.file_too_long`, `file.*`
 */
export const addMany = async (file: string, deps: PriceDeps): Promise<AddedMany> => {
  const workspace = await deps.workspace()
  try {
    const { tables } = await deps.openTables(file, { workspace: workspace.folder, query: deps.query })
    const table = tables[0]
    const headers = (table?.headers ?? []).map((header) => fold(header).trim())
    const at = (names: readonly string[]): number => headers.findIndex((header) => names.includes(header))
    const [url, product, competitor] = [at(columns.url), at(columns.product_id), at(columns.competitor)]
    if (!table || url < 0 || product < 0 || competitor < 0)
      throw new Fault('price.file_columns', { headers: table?.headers ?? [] })
    const rows = await deps.run(
      `select r.line, r.c${url + 1} as url, r.c${product + 1} as product_id, r.c${competitor + 1} as competitor, p.product_id is not null as is_known
from (${table.select}) r left join product p on p.product_id = trim(r.c${product + 1}) order by r.line limit ${most + 1}`,
    )
    if (rows.length > most) throw new Fault('price.file_too_long', { most })
    const refused: { line: number; code: string; sentence: string }[] = []
    const drafts = new Map<string, ListingDraft & { listing_id: string }>()
    let repeated = 0
    for (const row of rows) {
      const text = (name: string): string =>
        String(row[name] ?? '')
          .normalize('NFC')
          .trim()
      const refuse = (code: string, params: Record<string, string>): void =>
        void refused.push({ line: Number(row['line']), code, sentence: faultSentence(code, params, deps.language) })
      const [link, product_id, rival] = [keptUrl(text('url')), text('product_id'), text('competitor').slice(0, 120)]
      if (link === null) refuse('price.url_invalid', { url: text('url').slice(0, 200) })
      else if (product_id === '') refuse('price.product_missing', {})
      else if (row['is_known'] !== true) refuse('price.product_unknown', { product: product_id.slice(0, 80) })
      else if (rival === '') refuse('price.competitor_missing', {})
      else if (drafts.has(`${product_id}\n${link}`) || deps.watch.listingAt(product_id, link)) repeated++
      else
        drafts.set(`${product_id}\n${link}`, {
          listing_id: deps.randomId(),
          product_id,
          competitor: rival,
          url: link,
          domain: deps.domainOf(link),
          currency: null,
          identity: null,
          rule: null,
          check_hours: null,
        })
    }
    deps.watch.add([...drafts.values()], deps.time())
    return {
      added: drafts.size,
      known: repeated,
      refused: refused.slice(0, mostTold),
      refused_total: refused.length,
    }
  } finally {
    await workspace.clear()
  }
}
