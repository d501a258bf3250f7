import type { Availability } from './candidate.ts'
import { isSilent, type Page } from './page.ts'
import type { PageFacts } from './page-facts.ts'
import type { Visible } from './visible.ts'
import { zone } from './zones.ts'

export type AvailabilityDetail =
  | 'in_stock'
  | 'out_of_stock'
  | 'pre_order'
  | 'back_order'
  | 'discontinued'
  | 'conflict'
  | 'no_evidence'

/** In, out or unknown, what it rests on, and the state as the shop words it. */
export type AvailabilityReading = {
  readonly value: Availability
  readonly detail: AvailabilityDetail
  readonly evidence: readonly string[]
}

const b = '(?<!\\p{L})'
const e = '(?!\\p{L})'
const outText = new RegExp(
  `${b}(?:hết hàng|tạm hết hàng|tạm hết|ngừng kinh doanh|ngừng bán|đã bán hết|cháy hàng|out of stock|sold out|currently unavailable|no longer available|not available|unavailable|temporarily out|ausverkauft|nicht (?:verfügbar|lieferbar|vorrätig)|derzeit nicht|nicht mehr|rupture de stock|en rupture|épuisé|indisponible|esaurito|non disponibile|agotado|sin stock|no disponible|esgotado|indisponível|niedostępny|brak w magazynie|wyprzedane|vyprodáno|nedostupné|není skladem|vypredané|nie je skladom|нет в наличии|распродано|품절|売り切れ|在庫切れ|缺貨|售完|אזל|uitverkocht|slutsåld|udsolgt|loppuunmyyty|notify me when|báo khi có hàng|nhận thông báo khi có hàng|email me when|liên hệ khi có hàng|bán hết)${e}`,
  'iu',
)
const inText = new RegExp(
  `${b}(?:còn hàng|sẵn hàng|có sẵn|in stock|available now|available online|auf lager|sofort (?:lieferbar|verfügbar)|vorrätig|lieferbar|en stock|disponible|disponibile|disponível|em stock|dostępny|na stanie|skladem|skladom|на складе|в наличии|op voorraad|i lager|på lager|在庫あり|有貨|현재 구매|only \\d+ left|chỉ còn \\d+|ships? (?:today|in|within))${e}`,
  'iu',
)
const preText = new RegExp(`${b}(?:pre-?order|đặt trước|vorbestell\\w*|précommande|preordine|予約)${e}`, 'iu')
const longest = 90

/**
 * Availability from what the structured data says and what stands in the block where one buys.
 * “Out” in either beats a structured “in” (shops forget to change the markup); a page that shows both a working
 * button with “in stock” and “out of stock” is unknown; so is one that shows nothing. A failed page is never “out”.
 */
export const readAvailability = (
  page: Page,
  facts: PageFacts,
  structured: readonly Availability[],
  visible: Visible,
  priceAt: number,
): AvailabilityReading => {
  const { nodes } = page
  const evidence: string[] = []
  const anchor = priceAt >= 0 ? priceAt : Math.max(0, facts.headingAt)
  const from = Math.max(0, Math.min(anchor, facts.headingAt < 0 ? anchor : facts.headingAt) - 40)
  const to = Math.min(nodes.length, anchor + 320)
  let outs = 0
  let ins = 0
  let pre = 0
  for (let at = from; at < to; at++) {
    const node = nodes[at]!
    const flags = visible.bits[at]!
    if (visible.hidden[at] === 1 || isSilent(node.tag)) {
      at = Math.max(at, node.end - 1)
      continue
    }
    if (
      node.tag !== '' ||
      node.text.length > longest ||
      (flags & (zone.aside | zone.chrome | zone.option | zone.link)) !== 0
    )
      continue
    const text = node.text.trim()
    if (text.length < 4) continue
    if (outText.test(text) && !/\?/.test(text)) {
      outs++
      evidence.push(text.slice(0, 60))
    } else if (preText.test(text)) {
      pre++
      evidence.push(text.slice(0, 60))
    } else if (inText.test(text)) {
      ins++
      evidence.push(text.slice(0, 60))
    }
  }
  const buttons = visible.cartAt.filter((at) => at >= from && at < anchor + 400)
  const working = buttons.filter((at) => !isDisabled(page, at))
  const saysOut = structured.includes('out')
  const saysIn = structured.includes('in')
  if (saysIn) evidence.push('structured: in')
  if (saysOut) evidence.push('structured: out')
  if (buttons.length > 0) evidence.push(working.length > 0 ? 'button enabled' : 'button disabled')
  const result = (value: Availability, detail: AvailabilityDetail): AvailabilityReading => ({
    value,
    detail,
    evidence: evidence.slice(0, 6),
  })
  if (saysOut && saysIn)
    return working.length > 0 && outs === 0 ? result('in', 'in_stock') : result('unknown', 'conflict')
  if (saysOut)
    return working.length > 0 && ins > 0 && outs === 0 ? result('unknown', 'conflict') : result('out', 'out_of_stock')
  if (outs > 0 && working.length === 0) return result('out', 'out_of_stock')
  if (outs > 0)
    return saysIn || ins > 0
      ? ins > 0
        ? result('unknown', 'conflict')
        : result('in', 'in_stock')
      : result('unknown', 'conflict')
  if (buttons.length > 0 && working.length === 0 && !saysIn && ins === 0) return result('out', 'out_of_stock')
  if (pre > 0 && (saysIn || working.length > 0)) return result('in', 'pre_order')
  if (saysIn || ins > 0 || working.length > 0) return result('in', 'in_stock')
  return result('unknown', 'no_evidence')
}

const isDisabled = (page: Page, at: number): boolean => {
  for (let up = at, level = 0; up > 0 && level < 4; level++, up = page.nodes[up]!.parent) {
    const node = page.nodes[up]!
    if (node.tag === '') continue
    if (node.attributes['disabled'] !== undefined || node.attributes['aria-disabled'] === 'true') return true
    if (/(?:^|[\s_-])(?:disabled|sold-?out|out-?of-?stock)(?=$|[\s_-])/i.test(node.attributes['class'] ?? ''))
      return true
    if (node.tag === 'button' || node.tag === 'form') break
  }
  return false
}
