import { dayNumber, dayOfNumber } from '#core/calendar/day.ts'
import { newYearOf } from '#core/calendar/lunar.ts'
import { makeCare } from './care.ts'
import { locations, products, reps } from './company.ts'
import { makeContacts } from './contacts.ts'
import type { Span } from './days.ts'
import { makePrices, makePulse, makeSpend, makeTargets } from './market.ts'
import { makeSales } from './sales.ts'
import { careRep, storiesUntil } from './stories.ts'
import { type DemoEntity, writerOf } from './write.ts'

/** Days of the invented year: fifty-six whole weeks, so that a year's comparison has its weeks. */
export const demoDays = 392

/**
 * Makes the demo company's files: a year that ends at the given moment, the same for the same moment.
 * @param now wall clock of the shop, `2026-11-18T11:40:00`
 * @param append takes the next piece of an entity's file
 * @param whole hears that an entity's file has all its pieces
 */
export const makeDemo = (
  now: string,
  append: (entity: DemoEntity, text: string) => void,
  whole: (entity: DemoEntity) => void,
): void => {
  const last = dayNumber(now.slice(0, 10))
  const year = Number(now.slice(0, 4))
  const span: Span = {
    first: last - demoDays + 1,
    last,
    now: Math.floor(Date.parse(`${now.slice(0, 19)}Z`) / 1000),
    tet: [year - 1, year, year + 1].map((one) => dayNumber(newYearOf(one))),
  }
  const stories = storiesUntil(last)
  const { put, end } = writerOf(append, whole)
  for (const one of locations)
    put('location', [
      one.id,
      one.name,
      one.kind,
      one.channel,
      one.province || null,
      one.latitude,
      one.longitude,
      one.opened_on,
      one.area_m2,
      one.headcount,
    ])
  for (const rep of reps)
    put('rep', [
      rep.id,
      rep.name,
      rep.team,
      rep.location_id,
      rep.cost_per_minute,
      rep.started_on,
      rep.id === careRep ? dayOfNumber(stories.careGap) : null,
    ])
  for (const product of products)
    put('product', [
      product.id,
      product.name,
      product.category,
      product.brand,
      product.product_line,
      product.unit_cost,
      product.list_price,
      product.stock,
    ])
  end('location', 'rep', 'product')
  // What is made fast comes first, so that who waits for whole files has something to do.
  makeSpend(span, stories, put)
  end('spend')
  makePrices(span, stories, put)
  end('price_observation')
  makePulse(span, stories, put)
  end('pulse_answer')
  makeTargets(span, put)
  end('target')
  const { won, activities } = makeContacts(span, stories, put)
  end('contact')
  const { customers, purchases } = makeSales(span, stories, won, put)
  end('customer', 'order_line', 'return_line', 'footfall')
  makeCare(span, stories, customers, purchases, activities, put)
  end('activity', 'request', 'survey_answer')
}
