import { Fault } from '#core/fault.ts'
import { acceptCheck } from '#core/prices/accept-check.ts'
import { type Amount, approximate } from '#core/prices/amount.ts'
import type { CandidateSource } from '#core/prices/candidate.ts'
import { reviewSentence, visitSentence } from '#core/prices/outcome-words.ts'
import { checkInterval } from '#core/prices/pace.ts'
import { parseRule } from '#core/prices/rule.ts'
import type { ListedPage, Waiting } from '#core/prices/told.ts'
import type { Choosable, Review, WatchedListing } from '#core/prices/watched.ts'
import type { PriceDeps } from './dependencies.ts'
import { handOn } from './hand-on.ts'
import { known, listedPage } from './listings.ts'
import { productNames } from './match.ts'
import { lookNow } from './read-url.ts'

/** Readings that wait for a person: held ones, and pages whose price is not sure. */
export const listWaiting = async (deps: PriceDeps): Promise<{ readonly waiting: readonly Waiting[] }> => {
  const all = deps.watch.listings().filter(({ review, state }) => review !== null && state !== 'paused')
  const names = await productNames(
    all.map((each) => each.product_id),
    deps,
  )
  return {
    waiting: all
      .map((listing): Waiting => {
        const review = listing.review!
        return {
          listing_id: listing.listing_id,
          product_id: listing.product_id,
          product_name: names.get(listing.product_id) ?? null,
          competitor: listing.competitor,
          url: listing.url,
          kind: review.kind,
          reason: review.reason,
          sentence: reviewSentence(review, deps.language),
          at: new Date(review.at).toISOString(),
          price: listing.open ? approximate(listing.open.amount) : null,
          held_price: review.amount === null ? null : approximate(review.amount),
          currency: review.currency ?? listing.currency,
          choices: review.choices.map(({ amount, raw, selector }, index) => ({
            choice: index + 1,
            price: approximate(amount),
            text: raw,
            can_point: selector !== null,
          })),
        }
      })
      .sort((a, b) => (a.at < b.at ? -1 : 1)),
  }
}

type Accepted = {
  readonly amount: Amount
  readonly list: Amount | null
  readonly currency: string | null
  readonly availability: 'in' | 'out' | 'unknown'
  readonly sources: readonly CandidateSource[]
}

/** A price somebody has looked at becomes the listing’s, whatever the gate thinks of it. */
const acceptNow = async (
  listing: WatchedListing,
  price: Accepted,
  more: Parameters<PriceDeps['watch']['change']>[1],
  deps: PriceDeps,
): Promise<ListedPage> => {
  const now = deps.time()
  const context = {
    now,
    today: deps.today(),
    wall: deps.wall(),
    currency: deps.settings().currency,
    pace: deps.pace,
    chance: deps.chance(),
    changes: { read: 0, changed: 0 },
  }
  const currency = price.currency ?? listing.currency
  const { change, intervals, sighting } = acceptCheck(
    { ...listing, currency },
    { at: now, ...price, currency },
    context,
  )
  const change_ = { ...change, currency, outcome: 'price' as const, detail: null, checked_at: now, ...more }
  const note = { listing_id: listing.listing_id, at: now, status: null, bytes: 0, requests: 0 }
  deps.watch.finish(listing.listing_id, {
    change: change_,
    shop: {},
    note: { ...note, outcome: 'price', detail: 'decided' },
    intervals,
    sighting,
  })
  await handOn(deps)
  const names = await productNames([listing.product_id], deps)
  return listedPage(known(listing.listing_id, deps), names.get(listing.product_id) ?? null, deps)
}

const choiceOf = (review: Review | null, choice: number): Choosable => {
  const found = review?.choices[choice - 1]
  if (!found) throw new Fault('price.choice_unknown', { choice: String(choice), most: review?.choices.length ?? 0 })
  return found
}

/**
 * Takes or refuses what waits. `accept` takes the reading held, or the choice named, once; a page that shows another
 * product is accepted as it is now. `refuse` leaves the price that stands.
 * @throws Fault `price.*`, `option.unknown_value`
 */
export const decide = async (
  id: string,
  given: { decision: string; choice?: number | undefined },
  deps: PriceDeps,
): Promise<ListedPage> => {
  const listing = known(id, deps)
  const { review } = listing
  if (!review) throw new Fault('price.nothing_to_decide')
  const names = await productNames([listing.product_id], deps)
  const told = (): ListedPage => listedPage(known(id, deps), names.get(listing.product_id) ?? null, deps)
  if (given.decision === 'refuse') {
    const due_at = deps.time() + checkInterval({ ...listing, unchanged: 0 }, deps.pace, deps.chance())
    deps.watch.change(id, { review: null, due_at })
    return told()
  }
  if (given.decision !== 'accept')
    throw new Fault('option.unknown_value', {
      option: 'decision',
      value: given.decision,
      allowed: ['accept', 'refuse'],
    })
  if (given.choice === undefined && review.reason === 'product_mismatch') {
    deps.watch.change(id, { review: null, identity: null, state: 'active', due_at: deps.time() })
    return told()
  }
  if (given.choice !== undefined) {
    const chosen = choiceOf(review, given.choice)
    const { availability } = review
    const price = {
      amount: chosen.amount,
      list: null,
      currency: chosen.currency,
      availability,
      sources: [chosen.source],
    }
    return acceptNow(listing, price, {}, deps)
  }
  if (review.amount === null) throw new Fault('price.nothing_to_accept')
  return acceptNow(listing, { ...review, amount: review.amount }, {}, deps)
}

/**
 * Points at the right number: the place is tried on the page as it is now and kept as the listing’s rule, with a piece
 * of the page as a case that every later reading has to get right.
 * @throws Fault `price.*`
 */
export const correct = async (
  id: string,
  given: { choice?: number | undefined; rule?: string | undefined; list_rule?: string | undefined },
  deps: PriceDeps,
): Promise<ListedPage> => {
  const listing = known(id, deps)
  const chosen = given.choice === undefined ? null : choiceOf(listing.review, given.choice)
  if (chosen && chosen.selector === null) throw new Fault('price.choice_without_place')
  const price = chosen?.selector ?? given.rule ?? ''
  for (const rule of [price, given.list_rule])
    if (rule !== undefined && parseRule(rule) === null)
      throw new Fault('price.rule_invalid', { rule: rule.slice(0, 120) })
  const rule = { price, list: given.list_rule ?? null }
  // A person has looked: neither the old identity nor the old currency stands in the way.
  const { read, visited } = await lookNow({ url: listing.url, rule }, deps)
  if (read?.result.kind !== 'price' || read.result.reason !== 'own_rule') {
    const sentence =
      visited.kind === 'not_read'
        ? visitSentence(visited.outcome, visited.detail, deps.language)
        : read?.result.kind === 'abstention'
          ? reviewSentence({ kind: 'abstained', reason: read.result.reason }, deps.language)
          : ''
    throw new Fault('price.rule_reads_nothing', { rule: price, sentence })
  }
  const { amount, list, currency, availability, sources, identity } = read.result
  const rule_case = read.piece === null ? null : { rule: price, amount, currency, html: read.piece }
  return acceptNow(
    listing,
    { amount, list, currency, availability: availability.value, sources },
    { rule, rule_case, identity, state: 'active' },
    deps,
  )
}

export type CaseResult = {
  readonly listing_id: string
  readonly rule: string
  readonly expected: number
  readonly read: number | null
  readonly right: boolean
}

/** Reads every kept piece of a page again and says which still give the number somebody pointed at. */
export const checkCases = async (
  deps: PriceDeps,
): Promise<{ readonly right: number; readonly wrong: number; readonly cases: readonly CaseResult[] }> => {
  const cases: CaseResult[] = []
  for (const { listing_id, url, rule_case } of deps.watch.listings()) {
    if (!rule_case) continue
    const body = new TextEncoder().encode(rule_case.html)
    const { rule, amount, currency } = rule_case
    const page = { url, status: 200, contentType: 'text/html; charset=utf-8', body, cut: false, readAt: deps.time() }
    const read = await deps.pages.read({ ...page, listing: { url, currency, rule: { price: rule } } })
    const got = read?.result.kind === 'price' ? read.result.amount : null
    cases.push({
      listing_id,
      rule,
      expected: approximate(amount),
      read: got === null ? null : approximate(got),
      right: got === amount,
    })
  }
  const right = cases.filter((each) => each.right).length
  return { right, wrong: cases.length - right, cases }
}
