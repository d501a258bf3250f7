import { createHash } from 'node:crypto'
import type { Context } from 'hono'
import type { Language } from '#core/messages.ts'
import { answerPulse, openLink } from '#operations/pulse/answer-pulse.ts'
import type { AnswerDeps } from '#operations/pulse/dependencies.ts'
import { addressOf } from './address.ts'
import { withinSize } from './body.ts'
import { formPage, plainPage, style, thanksPage } from './pulse-html.ts'
import type { OpenPages } from './server.ts'

/** Nothing but this page’s own style is taken in, and its form goes nowhere else. */
const policy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ')

const headers = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': policy,
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-robots-tag': 'noindex, nofollow',
}

const html = (page: string, status = 200): Response => new Response(page, { status, headers })

/** Largest form: every question and the longest comment, percent-encoded. */
const mostBytes = 32_768

/** Unknown links tried from one network before it has to wait; kept in memory for the minute, written nowhere. */
const mostUnknown = 30
const minute = 60_000

const limiter = (now: () => number) => {
  let [since, counts] = [now(), new Map<string, number>()]
  const current = (): Map<string, number> => {
    if (now() - since > minute) [since, counts] = [now(), new Map()]
    return counts
  }
  return {
    isHeld: (network: string): boolean => (current().get(network) ?? 0) >= mostUnknown,
    count: (network: string): void => void current().set(network, (counts.get(network) ?? 0) + 1),
  }
}

const spoken = (context: Context, said: string | undefined, usual: Language): Language => {
  const asked = said ?? context.req.query('lang')
  return asked === 'vi' || asked === 'en' ? asked : usual
}

/**
 * The page employees answer on, `/p/<secret>`. Opening it records nothing; sending carries the secret in the body, so
 * that a log of addresses does not tell an opened link from a used one.
 * @param now milliseconds, for holding back who tries links
 */
export const pulsePages =
  (deps: AnswerDeps, now: () => number): OpenPages =>
  (app) => {
    const held = limiter(now)
    const unknown = (context: Context, language: Language): Response => {
      held.count(addressOf(context))
      return html(plainPage('closed', language), 404)
    }
    app.get('/p/:token', (context) => {
      const usual = (context.req.header('accept-language') ?? '').startsWith('en') ? 'en' : 'vi'
      if (held.isHeld(addressOf(context))) return html(plainPage('busy', spoken(context, undefined, usual)), 429)
      const token = context.req.param('token')
      const link = openLink(token, deps)
      if (!link) return unknown(context, spoken(context, undefined, usual))
      return html(formPage(link, token, spoken(context, undefined, link.language), false))
    })
    app.get('/p', (context) => html(plainPage('closed', spoken(context, undefined, 'vi')), 404))
    app.post('/p', async (context) => {
      if (held.isHeld(addressOf(context))) return html(plainPage('busy', 'vi'), 429)
      const fields = new URLSearchParams(await withinSize(context, mostBytes).text())
      const field = (name: string): string | undefined => fields.get(name) ?? undefined
      const token = field('token') ?? ''
      const link = openLink(token, deps)
      const language = spoken(context, field('lang'), link?.language ?? 'vi')
      if (!link) return unknown(context, language)
      const outcome = answerPulse(token, field, deps)
      return outcome === 'empty' ? html(formPage(link, token, language, true), 422) : html(thanksPage(link, language))
    })
  }
