import { approximate, isZero } from './amount.ts'
import { type AvailabilityReading, readAvailability } from './availability.ts'
import type { Candidate } from './candidate.ts'
import { type Choice, type Chosen, chooseAmount, isScaleOf } from './choose.ts'
import { embeddedCandidates } from './embedded.ts'
import { type Identity, judgeIdentity } from './identity.ts'
import { jsonLdItems, markupItems } from './items.ts'
import { metaCandidates, metaCurrency } from './metas.ts'
import { structuredCandidates } from './offers.ts'
import type { Page } from './page.ts'
import { type PageFacts, readPageFacts } from './page-facts.ts'
import { judgePageKind, looksDrawnByScript } from './page-kind.ts'
import { readPlatform } from './platform.ts'
import { readPriceText } from './price-text.ts'
import { availabilitiesOf, type Product, productsOf } from './products.ts'
import type { Abstention, AbstentionReason, Listing, PriceReading, PriceReason, PriceResult } from './reading.ts'
import { ruleCandidates } from './rule.ts'
import { readVisible } from './visible.ts'

/** Below this sum of weights, or closer than this to the next amount, no price is given. */
const thresholds = { weight: 1.9, margin: 0.5 } as const

const identityOf = (product: Product | undefined, facts: PageFacts): Identity => ({
  name: product?.name ?? facts.heading,
  brand: product?.brand ?? null,
  sku: product?.sku ?? null,
  gtin: product?.gtin ?? null,
  mpn: product?.mpn ?? null,
})

const unknownAvailability: AvailabilityReading = { value: 'unknown', detail: 'no_evidence', evidence: [] }

const currencyOf = (
  chosen: Chosen,
  facts: PageFacts,
  listing: Listing,
  products: readonly Candidate[],
): string | null => {
  const own = chosen.best?.candidates ?? []
  const named = [...own].sort((a, b) => b.weight - a.weight).filter((each) => each.currency !== null)
  const possible = own.find((each) => each.possibleCurrencies.length > 1)?.possibleCurrencies
  const structured =
    named.find((each) => each.source !== 'visible')?.currency ??
    products.find((each) => each.currency !== null && each.source !== 'visible')?.currency ??
    null
  const seen = named.find((each) => each.source === 'visible')?.currency ?? null
  const meta = metaCurrency(facts)
  if (seen !== null) return seen
  for (const each of [structured, meta, listing.currency ?? null, facts.placeCurrency])
    if (each !== null && (possible === undefined || possible.includes(each))) return each
  return structured ?? meta
}

/**
 * Reads the price of a product page, or says why it does not know. Pure: the same page and listing give the same result.
 * @param page nodes of the page as parsed, its address and status, and the shop's own JSON where it was asked
 * @param listing what is known beforehand: confirmed currency, identity, the place a person pointed at
 * @returns a reading with its evidence and reason, or an abstention with its reason and the amounts seen; never zero for “unknown”
 */
export const readPrice = (page: Page, listing: Listing): PriceResult => {
  const facts = readPageFacts(page)
  const items = [
    ...jsonLdItems(page.nodes),
    ...markupItems(page.nodes, 'microdata'),
    ...markupItems(page.nodes, 'rdfa'),
  ]
  const products = productsOf(items, facts, page.url)
  const structured = structuredCandidates(items, products, facts, page.readAt)
  const metas = metaCandidates(facts)
  const main = products[0]
  const kind = judgePageKind(
    page,
    facts,
    structured.some((each) => each.weight > 1) || metas.some((each) => each.weight >= 2),
  )
  const identity = identityOf(main, facts)
  const seenCurrency = structured.find((each) => each.currency !== null)?.currency ?? metaCurrency(facts)
  const hint = {
    currency: listing.currency ?? seenCurrency,
    language: facts.language,
    decimal: listing.decimal ?? null,
  }
  const abstain = (
    reason: AbstentionReason,
    candidates: readonly Candidate[] = [],
    availability = unknownAvailability,
  ): Abstention => ({
    kind: 'abstention',
    reason,
    availability,
    identity,
    candidates,
  })
  const rule = listing.rule ?? null
  const pointed = rule?.price ? ruleCandidates(page, rule.price, 'price', hint) : []
  // However little there is on a page: what somebody pointed at and still finds makes it one of a product.
  if (kind !== 'product' && !(kind === 'empty' && pointed.length > 0)) return abstain(`page_${kind}`)
  const platform = readPlatform(page.platform, listing.url, listing.currency ?? seenCurrency)
  const visible = readVisible(page, facts, hint)
  const pointedList = rule?.list ? ruleCandidates(page, rule.list, 'list', hint) : []
  const all = [
    ...pointed,
    ...pointedList,
    ...platform.candidates,
    ...structured,
    ...metas,
    ...embeddedCandidates(page, facts),
    ...visible.candidates,
  ]
  const chosen = chooseAmount(all)
  const candidates = [...chosen.candidates].sort((a, b) => b.weight - a.weight).slice(0, 24)
  const { best } = chosen
  const priceAt = Math.max(
    -1,
    ...(best?.candidates ?? []).filter((each) => each.source === 'visible' && each.weight > 1).map((each) => each.at),
  )
  const firstAt =
    (best?.candidates ?? [])
      .filter((each) => each.source === 'visible' && each.weight > 0.8)
      .sort((a, b) => b.weight - a.weight)[0]?.at ?? priceAt
  const relevant = main === undefined ? products : products.filter((each) => each.likeness >= main.likeness - 0.05)
  const availability = readAvailability(
    page,
    facts,
    [...platform.availability, ...availabilitiesOf(relevant)],
    visible,
    firstAt,
  )
  const giveUp = (reason: AbstentionReason): Abstention => abstain(reason, candidates, availability)
  if (listing.identity && !judgeIdentity(listing.identity, identity).matches) return giveUp('product_mismatch')
  if (rule?.price && pointed.length === 0) return giveUp('rule_lost')
  if (best === null) return giveUp(absence(page, facts, visible.candidates.length))
  if (isZero(best.amount) || /^(?:1|9{5,})$/.test(best.amount)) return giveUp('price_placeholder')
  const doubt = doubtOf(chosen)
  if (doubt !== null) return giveUp(doubt)
  const currency = currencyOf(chosen, facts, listing, structured)
  if (listing.currency && currency !== null && currency !== listing.currency) return giveUp('currency_changed')
  return conclude(chosen, best, { currency, availability, identity, candidates })
}

const absence = (page: Page, facts: PageFacts, seen: number): AbstentionReason => {
  const texts = page.nodes.filter(
    (node, at) => node.tag === '' && at > facts.headingAt && at < facts.headingAt + 200 && node.text.length < 60,
  )
  if (texts.some((node) => readPriceText(node.text).kind === 'on_request')) return 'price_on_request'
  return seen === 0 && looksDrawnByScript(page) ? 'price_needs_rendering' : 'price_absent'
}

const doubtOf = (chosen: Chosen): AbstentionReason | null => {
  const { best, second } = chosen
  if (best === null) return 'price_absent'
  if (best.sources.includes('rule')) return best.sure ? null : 'price_separator_unclear'
  if (best.score < thresholds.weight) return 'price_weak'
  if (!best.sure) return 'price_separator_unclear'
  if (second !== null && !chosen.reconciled && besideEachOther(best, second)) return 'price_several'
  const seen = best.candidates.some((each) => each.source === 'visible')
  if (!seen && best.sources.length < 2 && (second?.score ?? 0) >= 2.5) return 'price_several'
  if (second !== null && best.score - second.score < thresholds.margin && !chosen.reconciled) {
    if (isScaleOf(best.amount, second.amount)) return 'price_separator_unclear'
    const several = best.candidates.some((each) => each.marks.includes('one_of_several_products'))
    return several ? 'products_several' : 'price_several'
  }
  return null
}

/** Order in the page alone does not say which of two prices in one block is paid. */
const besideEachOther = (best: Choice, second: Choice): boolean => {
  if (best.sources.some((source) => source !== 'visible')) return false
  const strongest = (choice: Choice): Candidate | undefined =>
    [...choice.candidates].filter((each) => each.source === 'visible').sort((a, b) => b.weight - a.weight)[0]
  const [mine, other] = [strongest(best), strongest(second)]
  if (mine === undefined || other === undefined || Math.abs(mine.at - other.at) > 60) return false
  // With and without tax side by side: the shop leads with the one it sells at.
  const ratio =
    Math.max(approximate(best.amount), approximate(second.amount)) /
    Math.min(approximate(best.amount), approximate(second.amount))
  if (taxOf([mine, other]) === 'excluded' && ratio > 1.02 && ratio < 1.3) return false
  const inOrder = (each: Candidate): number =>
    each.marks.includes('first_after_heading') ? 0.9 : each.marks.includes('soon_after_heading') ? 0.4 : 0
  return other.weight > 1 && mine.weight - inOrder(mine) - (other.weight - inOrder(other)) < 0.3
}

const taxOf = (candidates: readonly Candidate[]): PriceReading['tax'] =>
  candidates.some((each) => each.marks.includes('tax_excluded'))
    ? 'excluded'
    : candidates.some((each) => each.marks.includes('tax_included'))
      ? 'included'
      : null

const conclude = (
  chosen: Chosen,
  best: NonNullable<Chosen['best']>,
  rest: Pick<PriceReading, 'currency' | 'availability' | 'identity' | 'candidates'>,
): PriceReading => {
  const margin = best.score - (chosen.second?.score ?? 0)
  const has = (source: Candidate['source']): boolean => best.sources.includes(source)
  const reason: PriceReason = has('rule')
    ? 'own_rule'
    : chosen.reconciled
      ? 'sale_beside_struck'
      : has('platform')
        ? 'platform'
        : best.sources.length >= 2
          ? 'sources_agree'
          : has('visible')
            ? 'visible_alone'
            : 'structured_alone'
  const member = chosen.candidates.find((each) => each.role === 'member' && each.weight > 0)?.amount ?? null
  return {
    kind: 'price',
    amount: best.amount,
    list: chosen.list?.amount ?? null,
    from: best.candidates.every((each) => each.role === 'low' || each.marks.includes('from')),
    member,
    tax: taxOf(best.candidates),
    reason,
    confidence: Math.round((1 - Math.exp(-(Math.min(best.score, 8) / 4 + Math.min(margin, 4) / 2))) * 100) / 100,
    sources: best.sources,
    evidence: best.candidates,
    ...rest,
  }
}
