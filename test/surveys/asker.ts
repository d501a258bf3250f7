import { Hono } from 'hono'
import { expect } from 'vitest'
import type { SurveyResponse } from '#core/surveys/invitation.ts'
import { surveyPages } from '#http/survey-pages.ts'
import { type Customer, linkIn, openShop, type Shop } from './shop.ts'

export type Reply = { readonly status: number; readonly text: string; readonly headers: Headers }

/** A shop with its public pages, and one who opens them. The wall clock and the seconds that limits go by are moved apart. */
export type Asker = {
  readonly shop: Shop
  readonly moment: { wall: string; seconds: number }
  readonly ask: (
    method: string,
    path: string,
    form?: Record<string, string>,
    headers?: Record<string, string>,
  ) => Promise<Reply>
  readonly responses: () => readonly SurveyResponse[]
  readonly scores: () => unknown
  /** One invited on 18 November at 10:00, and the token of the link. */
  readonly invited: (group?: string) => Promise<string>
}

export const bought = (id: string): Customer => ({ id, bought: '2026-08-20' })

export const openAsker = async (groups: Readonly<Record<string, readonly Customer[]>>): Promise<Asker> => {
  const shop = await openShop(groups)
  const moment = { wall: '2026-11-18T10:00:00', seconds: 0 }
  const app = new Hono()
  surveyPages(() => ({
    ...shop.at(moment.wall),
    time: () => Date.parse(`${moment.wall}+07:00`) + moment.seconds * 1000,
  }))(app)
  const responses: Asker['responses'] = () => shop.at(moment.wall).surveys.responses('nps')
  return {
    shop,
    moment,
    responses,
    scores: () => responses().map(({ score, comment, edits, late, suspect }) => [score, comment, edits, late, suspect]),
    ask: async (method, path, form, headers = {}) => {
      const response = await app.request(`http://127.0.0.1:7777${path}`, {
        method,
        headers: { ...(form ? { 'content-type': 'application/x-www-form-urlencoded' } : {}), ...headers },
        ...(form ? { body: new URLSearchParams(form).toString() } : {}),
      })
      return { status: response.status, text: await response.text(), headers: response.headers }
    },
    invited: async (group = 'one') => {
      moment.wall = '2026-11-18T10:00:00'
      moment.seconds += 3600
      shop.fresh(group)
      await shop.runNps()
      expect(await shop.run('surveys.send', {}, moment.wall)).toMatchObject({ invited: 1 })
      return linkIn(shop.post.taken[0]!, 's')
    },
  }
}
