import { shifted } from './amount.ts'
import type { Candidate, CandidateRole } from './candidate.ts'
import { isCurrencyCode } from './currency.ts'
import { nameHeld, nameLikeness } from './identity.ts'
import { deepestJson, endOfJson, mostJsonValues } from './lenient-json.ts'
import { readMachineNumber } from './numbers.ts'
import type { Page } from './page.ts'
import type { PageFacts } from './page-facts.ts'
import { readPriceText } from './price-text.ts'

const priceKey =
  /^(?:(?:current|final|sale|selling|special|offer|promo(?:tion)?|discount(?:ed)?|unit|product|item|display|formatted|min|base|now|actual|our|net|gross)?_?-?price(?:_?(?:amount|value|final|now|raw|numeric|incl|with_?tax|inc_?vat|min|sale))?|prodprice|price_?sale|gia_?ban|amount|value|ecomm_totalvalue|sellprice|saleprice|ourprice)$/i
const weakKey = /^(?:amount|value|ecomm_totalvalue)$/i
const listKey =
  /(?:list|old|regular|original|compare|msrp|rrp|was|before|market|retail|full|strike).{0,12}price|price.{0,6}(?:before|old|original|list|regular|compare|market|max)|compare_?at/i
const pairs =
  /\b([\w-]{0,20}(?:price|gia_?ban)[\w-]{0,16})\\?["']?\s*[:=]\s*\\?["']?\s*((?:[$€£₫¥]|US\$|Rs\.?|EUR|USD|VND)?\s?\d[\d.,]{0,14})(?:\s?(?:[€₫đ]|EUR|USD|VND))?\\?["']?(?=\s*[,;}\])&]|\s*$)/gim
const dataName =
  /^(?:data-)?(?:product-)?(?:current-|sale-|final-|base-)?price(?:-amount|-value|-final)?$|^data-(?:.*-)?price$|^data-price-amount$/

const amountsOf = (
  text: string,
  currency: string | null,
  language: string | null,
): { amounts: readonly string[]; sure: boolean } => {
  const machine = readMachineNumber(text, { currency, language })
  if (machine.amounts.length > 0) return machine
  const price = readPriceText(text, { currency, language }).price
  return price === null
    ? { amounts: [], sure: false }
    : { amounts: [price.amount, ...price.alternatives], sure: price.sure }
}

const candidate = (
  text: string,
  key: string,
  path: string,
  at: number,
  weight: number,
  marks: readonly string[],
  facts: PageFacts,
  currency: string | null,
): readonly Candidate[] => {
  const { amounts, sure } = amountsOf(text, currency, facts.language)
  const [amount, ...alternatives] = amounts
  if (amount === undefined || amount === '0' || /^9{5,}$/.test(amount)) return []
  const role: CandidateRole = listKey.test(key) ? 'list' : 'price'
  // Cents or other small units are taken as such only where the page shows the same price.
  const cents = /^\d{3,}$/.test(amount) ? [shifted(amount, -2)] : []
  return [
    {
      source: 'state',
      role,
      amount,
      alternatives: [...alternatives, ...cents],
      sure,
      currency,
      possibleCurrencies: [],
      path,
      raw: `${key}: ${text}`.slice(0, 120),
      weight,
      at,
      marks,
    },
  ]
}

type Context = { facts: PageFacts; at: number; out: Candidate[]; left: number }

const nameIn = (value: Readonly<Record<string, unknown>>): string | null => {
  for (const key of ['name', 'title', 'productName', 'product_name', 'displayName', 'itemName'])
    if (typeof value[key] === 'string' && (value[key] as string).length > 2) return value[key] as string
  return null
}

/** Objects that bear the product's name (or stand inside one that does) and a price key. */
const walkState = (value: unknown, path: string, depth: number, likeness: number, context: Context): void => {
  if (depth > deepestJson || context.left <= 0 || value === null || typeof value !== 'object') return
  context.left--
  if (Array.isArray(value)) {
    for (const [index, each] of value.entries()) walkState(each, `${path}[${index}]`, depth + 1, likeness, context)
    return
  }
  const record = value as Readonly<Record<string, unknown>>
  const name = nameIn(record)
  const { facts } = context
  const own =
    name === null
      ? likeness
      : Math.max(
          nameLikeness(name, facts.heading),
          nameHeld(name, facts.heading) * 0.85,
          nameHeld(name, facts.title) * 0.7,
        )
  const code = ['currency', 'currencyCode', 'priceCurrency', 'currency_code']
    .map((key) => record[key])
    .find((each): each is string => typeof each === 'string' && isCurrencyCode(each.toUpperCase()))
  for (const [key, held] of Object.entries(record)) {
    if (/related|recommend|similar|upsell|crosssell|recently|accessor/i.test(key)) continue
    if (typeof held === 'object') {
      walkState(held, `${path}.${key}`, depth + 1, own, context)
      continue
    }
    if (typeof held !== 'number' && typeof held !== 'string') continue
    if (!(priceKey.test(key) || listKey.test(key)) || (weakKey.test(key) && !/price/i.test(path))) continue
    if (own < 0.5) continue
    context.out.push(
      ...candidate(
        String(held),
        key,
        `${path}.${key}`,
        context.at,
        1.6,
        ['product_in_state'],
        facts,
        code?.toUpperCase() ?? null,
      ),
    )
  }
}

const stateStart =
  /(?:__NEXT_DATA__|__NUXT__|__INITIAL_STATE__|__PRELOADED_STATE__|__APOLLO_STATE__|__STATE__|initialState|productData|product_data|product|item|meta|dataLayer|digitalData|utag_data)["'\]]*\s*[=:]\s*(?:JSON\.parse\()?\s*(?=[{[])|(?:dataLayer\.push|initialize|setState)\(\s*(?=[{[])/g

/**
 * Prices in scripts and data attributes: JSON states are parsed and walked for the page's product, other scripts are
 * searched for price keys. Nothing is run. These readings support others; alone they weigh little unless the object
 * bears the product's name.
 */
export const embeddedCandidates = (page: Page, facts: PageFacts): readonly Candidate[] => {
  const out: Candidate[] = []
  const loose = new Map<string, Candidate>()
  let budget = mostJsonValues
  page.nodes.forEach((node, at) => {
    if (node.tag === 'script') {
      const type = node.attributes['type'] ?? ''
      if (/ld\+json/i.test(type) || node.text.length < 8) return
      const isJson = /json/i.test(type) || node.attributes['id'] === '__NEXT_DATA__'
      const context: Context = { facts, at, out, left: budget }
      if (isJson) tryWalk(node.text, 'state', context)
      else if (/price|gia_/i.test(node.text)) {
        stateStart.lastIndex = 0
        for (
          let found = stateStart.exec(node.text), tries = 0;
          found !== null && tries < 12;
          found = stateStart.exec(node.text), tries++
        ) {
          const start = found.index + found[0].length
          const end = endOfJson(node.text, start)
          if (end > start && end - start < 1_000_000) {
            tryWalk(node.text.slice(start, end), 'state', context)
            stateStart.lastIndex = end
          }
        }
      }
      budget = context.left
      if (node.text.length < 1_500_000 && /price|gia_/i.test(node.text))
        for (const found of node.text.matchAll(pairs)) {
          const key = found[1]!
          if (loose.size > 400) break
          if (weakKey.test(key) || !(priceKey.test(key) || listKey.test(key))) continue
          for (const each of candidate(found[2]!, key, `script ${key}`, at, 0.5, ['key_in_script'], facts, null)) {
            const id = `${each.role} ${each.amount}`
            if (!loose.has(id)) loose.set(id, each)
          }
        }
      return
    }
    for (const name in node.attributes) {
      if (!name.startsWith('data-') || !dataName.test(name)) continue
      const value = node.attributes[name]!
      if (value.length > 24) continue
      for (const each of candidate(value, name, `@${name}`, at, 0.5, ['data_attribute'], facts, null)) {
        const id = `${each.role} ${each.amount}`
        if (!loose.has(id)) loose.set(id, each)
      }
    }
  })
  return [...out.slice(0, 400), ...loose.values()]
}

const tryWalk = (text: string, path: string, context: Context): void => {
  try {
    walkState(JSON.parse(text.trim()), path, 0, 0, context)
  } catch {
    // Not JSON but code: the search by keys still sees it.
  }
}
