import type { Context } from 'hono'
import type { Language } from '#core/messages.ts'
import { answerPulse, openLink } from '#operations/pulse/answer-pulse.ts'
import type { AnswerDeps } from '#operations/pulse/dependencies.ts'
import { addressOf } from './address.ts'
import { withinSize } from './body.ts'
import { countWithin } from './count-within.ts'
import { openResponse as html, spokenIn } from './open-page.ts'
import { formPage, plainPage, thanksPage } from './pulse-html.ts'
import type { OpenPages } from './server.ts'

/** Largest form: every question and the longest comment, percent-encoded. */
const mostBytes = 32_768

/** Unknown links tried from one network before it has to wait; kept in memory for the minute, written nowhere. */
const mostUnknown = 30
const minute = 60_000

/**
 * The page employees answer on, `/p/<secret>`. Opening it records nothing; sending carries the secret in the body, so
 * that a log of addresses does not tell an opened link from a used one.
 * @param now milliseconds, for holding back who tries links
 */
export const pulsePages =
  (deps: AnswerDeps, now: () => number): OpenPages =>
  (app) => {
    const unknownLinks = countWithin(now, minute)
    const isHeld = (context: Context): boolean => unknownLinks.of(addressOf(context)) >= mostUnknown
    const unknown = (context: Context, language: Language): Response => {
      unknownLinks.add(addressOf(context))
      return html(plainPage('closed', language), 404)
    }
    app.get('/p/:token', (context) => {
      const usual = (context.req.header('accept-language') ?? '').startsWith('en') ? 'en' : 'vi'
      if (isHeld(context)) return html(plainPage('busy', spokenIn(context, undefined, usual)), 429)
      const token = context.req.param('token')
      const link = openLink(token, deps)
      if (!link) return unknown(context, spokenIn(context, undefined, usual))
      return html(formPage(link, token, spokenIn(context, undefined, link.language), false))
    })
    app.get('/p', (context) => html(plainPage('closed', spokenIn(context, undefined, 'vi')), 404))
    app.post('/p', async (context) => {
      if (isHeld(context)) return html(plainPage('busy', 'vi'), 429)
      const fields = new URLSearchParams(await withinSize(context, mostBytes).text())
      const field = (name: string): string | undefined => fields.get(name) ?? undefined
      const token = field('token') ?? ''
      const link = openLink(token, deps)
      const language = spokenIn(context, field('lang'), link?.language ?? 'vi')
      if (!link) return unknown(context, language)
      const outcome = answerPulse(token, field, deps)
      return outcome === 'empty' ? html(formPage(link, token, language, true), 422) : html(thanksPage(link, language))
    })
  }
