import { type Span, textOf } from './days.ts'
import { randomFrom } from './random.ts'
import type { Customer, Purchase } from './sales.ts'
import { careMood, careRep, careStore, type Stories } from './stories.ts'
import type { Put } from './write.ts'

const topics = ['bảo hành', 'đổi hàng', 'giao hàng chậm', 'hướng dẫn sử dụng', 'hoá đơn', 'khác'] as const
const channels = ['điện thoại', 'zalo', 'cửa hàng', 'facebook'] as const
const happy = ['Nhân viên nhiệt tình', 'Hàng đẹp, đóng gói kỹ', 'Giao nhanh', 'Sẽ quay lại']
const unhappy = ['Không ai gọi hỏi thăm', 'Giao chậm', 'Hàng bị xước', 'Bảo hành chờ lâu']

/** After-sale calls, regular check-ins, requests for help, and what customers answered when asked. */
export const makeCare = (
  span: Span,
  stories: Stories,
  customers: readonly Customer[],
  purchases: readonly Purchase[],
  used: number,
  put: Put,
): void => {
  const random = randomFrom('care')
  let number = used
  const neglected = (customer: Customer, at: number): boolean =>
    customer.location.id === careStore && at >= stories.careGap * 86_400
  const contact = (customer: Customer, at: number, purpose: 'care' | 'support'): void => {
    const second = Math.floor(at / 86_400) * 86_400 + 9 * 3600 + random.below(9 * 3600)
    if (second >= span.now || (purpose === 'care' && neglected(customer, second) && random.chance(0.9))) return
    const rep = customer.owner.id === careRep && second >= stories.careGap * 86_400 ? null : customer.owner.id
    const method = random.chance(0.5) ? 'telesales' : random.chance(0.8) ? 'chat' : 'email'
    const reached = random.chance(method === 'telesales' ? 0.52 : method === 'chat' ? 0.44 : 0.2)
    put('activity', [
      `HD${++number}`,
      textOf(second),
      null,
      customer.id,
      rep,
      method,
      'outbound',
      purpose,
      reached ? 1 : 0,
      Math.round((reached ? random.lognormal(4, 0.5) : 1) * 10) / 10,
      0,
      0,
    ])
    if (reached && method !== 'telesales' && random.chance(0.5) && second + 5_000 < span.now)
      put('activity', [
        `HD${++number}`,
        textOf(second + 5_000),
        null,
        customer.id,
        rep,
        method,
        'inbound',
        purpose,
        1,
        1,
        0,
        0,
      ])
  }
  let request = 0
  for (const { customer, at } of purchases) {
    if (random.chance(0.74)) contact(customer, at + 86_400 * (4 + 12 * random.next()), 'care')
    if (!random.chance(0.026)) continue
    const opened = at + 86_400 * random.lognormal(9, 0.9)
    if (opened >= span.now) continue
    const resolved = opened + 3600 * random.lognormal(21, 1.1)
    put('request', [
      `YC${String(++request).padStart(5, '0')}`,
      textOf(opened),
      customer.id,
      random.chance(0.96) && resolved < span.now ? textOf(resolved) : null,
      random.pick(topics),
      random.pick(channels),
      customer.location.id,
    ])
    if (random.chance(0.7)) contact(customer, opened + 20_000, 'support')
  }
  for (const customer of customers)
    for (
      let at = (customer.first + 20 + random.below(25)) * 86_400;
      at < span.now && at / 86_400 < customer.until + 60;
      at += 86_400 * (11 + 8 * random.next())
    )
      contact(customer, at, 'care')
  makeAnswers(span, stories, customers, purchases, put)
}

/** NPS after the gate of four months, CSAT and CES after a purchase. */
const makeAnswers = (
  span: Span,
  stories: Stories,
  customers: readonly Customer[],
  purchases: readonly Purchase[],
  put: Put,
): void => {
  const random = randomFrom('answers')
  let number = 0
  const moodOf = (customer: Customer, at: number): number =>
    8.35 +
    (customer.location.kind === 'online' ? -0.35 : 0.1) +
    (customer.location.id === careStore && at >= (stories.careGap + 14) * 86_400 ? careMood : 0)
  const answer = (kind: 'nps' | 'csat' | 'ces', customer: Customer, line: string, at: number): void => {
    if (at >= span.now) return
    const mood = moodOf(customer, at) + 1.9 * random.normal()
    const score = kind === 'nps' ? mood : kind === 'csat' ? 1 + (mood / 10) * 4.1 : 1 + (mood / 10) * 5.9
    const most = kind === 'nps' ? 10 : kind === 'csat' ? 5 : 7
    const bounded = Math.max(kind === 'nps' ? 0 : 1, Math.min(most, Math.round(score)))
    const comment = random.chance(0.18) ? random.pick(bounded / most > 0.8 ? happy : unhappy) : null
    put('survey_answer', [
      `KS${String(++number).padStart(6, '0')}`,
      kind,
      textOf(at),
      bounded,
      customer.id,
      comment,
      customer.location.id,
      line,
      customer.owner.id,
    ])
  }
  for (const customer of customers)
    if (random.chance(0.34))
      answer(
        'nps',
        customer,
        customer.line,
        (customer.first + 121 + random.below(20)) * 86_400 + 36_000 + random.below(30_000),
      )
  for (const { customer, at, line } of purchases) {
    if (random.chance(0.05)) answer('csat', customer, line, at + 86_400 * (2 + 4 * random.next()))
    if (random.chance(0.018)) answer('ces', customer, line, at + 86_400 * (3 + 4 * random.next()))
  }
}
