import type { Context } from 'hono'
import type { Language } from '#core/messages.ts'
import {
  type Asked,
  answerCode,
  answerInvitation,
  formKey,
  languageOfStop,
  type Outcome,
  openCode,
  openInvitation,
  stopAsking,
} from '#operations/surveys/answering.ts'
import type { SurveyDeps } from '#operations/surveys/dependencies.ts'
import { addressOf } from './address.ts'
import { withinSize } from './body.ts'
import { openResponse as html, spokenIn } from './open-page.ts'
import type { OpenPages } from './server.ts'
import { stopPage, surveyForm, thanksPage, toldPage } from './survey-html.ts'
import { openWatch } from './survey-watch.ts'

/** Largest form: every question and the longest texts, percent-encoded. */
const mostBytes = 96_000

const ofBrowser = (context: Context): Language =>
  (context.req.header('accept-language') ?? '').toLowerCase().startsWith('en') ? 'en' : 'vi'

/** The language of the page among those the survey speaks. */
const languageFor = (context: Context, said: string | undefined, { survey, language }: Asked): Language => {
  const wanted = spokenIn(context, said, language)
  return survey.languages.includes(wanted) ? wanted : language
}

/** A page elsewhere sends no form here; a mail opened in a browser has no page. */
const isForeign = (context: Context): boolean => context.req.header('sec-fetch-site') === 'cross-site'

/**
 * The pages customers answer on: `/s/…` by invitation, `/q/…` by a public code, `/u/…` to be asked no more. Opening one
 * records nothing. None sets a cookie, runs a script or takes in anything from elsewhere.
 */
export const surveyPages =
  (depsFor: () => SurveyDeps): OpenPages =>
  (app) => {
    const watch = openWatch(() => depsFor().time())
    const busy = (context: Context): Response | null =>
      watch.isHeld(addressOf(context)) ? html(toldPage('busy', ofBrowser(context)), 429) : null
    const unknown = (context: Context): Response => {
      watch.unknown(addressOf(context))
      return html(toldPage('unknown', spokenIn(context, undefined, ofBrowser(context))), 404)
    }
    const fieldsOf = async (context: Context): Promise<(name: string) => string | undefined> => {
      const fields = new URLSearchParams(await withinSize(context, mostBytes).text())
      return (name) => fields.get(name) ?? undefined
    }
    const scoreOf = (context: Context): number | null => {
      const given = context.req.query('score')
      return given !== undefined && /^\d{1,2}$/.test(given) ? Number(given) : null
    }
    const reply = (outcome: Outcome, asked: Asked, language: Language, form: { key: string | null }): Response =>
      outcome === 'closed'
        ? html(toldPage('closed', language))
        : outcome === 'empty'
          ? html(surveyForm(asked, { language, chosen: null, isEmpty: true, ...form }), 422)
          : html(thanksPage(asked, language, form.key === null))

    app.get('/s/:token', (context) => {
      const token = context.req.param('token')
      const asked = openInvitation(token, depsFor())
      if (!asked) return busy(context) ?? unknown(context)
      watch.followed(token, context.req.query('score'))
      const language = languageFor(context, undefined, asked)
      if (!asked.open) return html(toldPage('closed', language))
      return html(surveyForm(asked, { language, chosen: scoreOf(context), isEmpty: false, key: null }))
    })
    app.post('/s/:token', async (context) => {
      const token = context.req.param('token')
      const deps = depsFor()
      const asked = openInvitation(token, deps)
      if (!asked || isForeign(context)) return busy(context) ?? unknown(context)
      const field = await fieldsOf(context)
      const language = languageFor(context, field('lang'), asked)
      if (field('stop') !== undefined) {
        stopAsking(token, 'answer', 'link', deps)
        return html(toldPage('stopped', language))
      }
      const suspect = watch.isBurst(token) || (field('website') ?? '') !== ''
      const outcome = answerInvitation(token, { field, language, suspect }, deps)
      return outcome === null ? unknown(context) : reply(outcome, asked, language, { key: null })
    })
    app.get('/u/:token', (context) => {
      const language = languageOfStop(context.req.param('token'), depsFor())
      if (language === null) return busy(context) ?? unknown(context)
      return html(stopPage(spokenIn(context, undefined, language)))
    })
    // Sent by mail providers too, from elsewhere and without a page (RFC 8058): acts at once, and again the same.
    app.post('/u/:token', async (context) => {
      const field = await fieldsOf(context)
      const how = (field('List-Unsubscribe') ?? '').toLowerCase() === 'one-click' ? 'one_click' : 'link'
      const deps = depsFor()
      const token = context.req.param('token')
      const language = languageOfStop(token, deps)
      if (language === null || !stopAsking(token, 'unsubscribe', how, deps)) return busy(context) ?? unknown(context)
      return html(toldPage('stopped', spokenIn(context, field('lang'), language)))
    })
    app.get('/q/:code', (context) => {
      const code = context.req.param('code')
      const deps = depsFor()
      const asked = openCode(code, deps)
      if (!asked) return busy(context) ?? unknown(context)
      const language = languageFor(context, undefined, asked)
      if (!asked.open) return html(toldPage('closed', language))
      const key = formKey(code, deps)
      return html(surveyForm(asked, { language, chosen: scoreOf(context), isEmpty: false, key }))
    })
    app.post('/q/:code', async (context) => {
      const code = context.req.param('code')
      const deps = depsFor()
      const asked = openCode(code, deps)
      if (!asked || isForeign(context)) return busy(context) ?? unknown(context)
      if (!watch.mayAnswer(addressOf(context), code)) return html(toldPage('busy', ofBrowser(context)), 429)
      const field = await fieldsOf(context)
      const language = languageFor(context, field('lang'), asked)
      const key = field('key') ?? ''
      const outcome = answerCode(code, key, { field, language, suspect: (field('website') ?? '') !== '' }, deps)
      return outcome === null ? unknown(context) : reply(outcome, asked, language, { key })
    })
  }
