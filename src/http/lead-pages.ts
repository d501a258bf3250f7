import type { Context } from 'hono'
import { Fault } from '#core/fault.ts'
import type { GivenLead, LeadForm } from '#core/leads/lead.ts'
import { emptyLead, leadsIn, metaMapping, type PayloadMapping, plainMapping, zaloMapping } from '#core/leads/payload.ts'
import type { Language } from '#core/messages.ts'
import type { LeadDeps } from '#operations/leads/dependencies.ts'
import { takeLead } from '#operations/leads/take-lead.ts'
import { addressOf } from './address.ts'
import { isText, withinSize } from './body.ts'
import { countWithin } from './count-within.ts'
import { isSigned, secondsSince, stampOf } from './hook-signature.ts'
import { leadFormPage, leadSaidPage, trapName } from './lead-html.ts'
import { openResponse as html } from './open-page.ts'
import type { OpenPages } from './server.ts'

const mostBytes = { page: 32_768, hook: 1_048_576 }
/** From one network in an hour; those past what an office sends are held before that. */
const mostAnHour = 60
const hour = 3_600_000
/** Leads of one message. */
const mostLeads = 500

const mappings: Readonly<Record<LeadForm['signing'], PayloadMapping>> = {
  nhip: plainMapping,
  meta: metaMapping,
  zalo: zaloMapping,
}

/**
 * Pages people leave their details on, `/f/<form>`, and addresses other systems send to, `/hooks/<form>`. Neither sets
 * a cookie nor keeps an address; opening a page records nothing.
 * @param now milliseconds
 */
export const leadPages =
  (depsFor: (language: Language) => LeadDeps, now: () => number, pageSecret: string): OpenPages =>
  (app) => {
    const counted = countWithin(now, hour)
    const seconds = (): number => Math.floor(now() / 1000)
    const formOf = (context: Context): LeadForm | null =>
      depsFor('vi').leads.form((context.req.param('form') ?? '').slice(0, 80))
    const isEmbedded = (context: Context): boolean => context.req.query('embed') === '1'
    const empty = (form: LeadForm, embedded: boolean, more: object = {}): string =>
      leadFormPage(form, {
        stamp: stampOf(pageSecret, form.id, seconds()),
        once: depsFor(form.language).randomToken(),
        embedded,
        ...more,
      })

    app.get('/f/:form', (context) => {
      const [form, embedded] = [formOf(context), isEmbedded(context)]
      if (!form || form.closed_at !== null) return html(leadSaidPage('closed', form?.language ?? 'vi'), 404, embedded)
      return html(empty(form, embedded), 200, embedded)
    })

    app.post('/f/:form', async (context) => {
      const [form, embedded] = [formOf(context), isEmbedded(context)]
      if (!form || form.closed_at !== null) return html(leadSaidPage('closed', form?.language ?? 'vi'), 404, embedded)
      const fromNetwork = counted.add(addressOf(context))
      if (fromNetwork > mostAnHour) return html(leadSaidPage('busy', form.language), 429, embedded)
      const fields = new URLSearchParams(await withinSize(context, mostBytes.page).text())
      const field = (name: string): string | null => {
        const text = (fields.get(name) ?? '').trim().normalize('NFC').slice(0, 2_000)
        return text === '' || !isText(text) ? null : text
      }
      const given: GivenLead = {
        ...emptyLead,
        name: field('name'),
        phone: field('phone'),
        email: field('email'),
        note: field('note'),
        product_line: field('product_line'),
      }
      const once = field('once') ?? ''
      const taken = takeLead(
        form,
        given,
        {
          via: 'page',
          // Of who sends without our page every send is its own.
          key: `page ${once === '' ? depsFor(form.language).randomToken() : once}`,
          arrival: {
            trapped: field(trapName) !== null,
            seconds: secondsSince(field('stamp') ?? '', pageSecret, form.id, seconds()),
            fromNetwork,
          },
        },
        depsFor(form.language),
      )
      if ('lead' in taken) return html(leadSaidPage('thanks', form.language), 200, embedded)
      const more = { filled: given, missing: taken.missing, stamp: field('stamp') ?? '', once }
      return html(empty(form, embedded, more), 422, embedded)
    })

    // How Meta makes sure that an address wants its messages.
    app.get('/hooks/:form', (context) => {
      const form = formOf(context)
      const token = form ? depsFor('vi').keyedHash(`hook ${form.id}`).slice(0, 32) : ''
      if (form?.signing !== 'meta' || context.req.query('hub.verify_token') !== token)
        throw new Fault('request.not_found', { path: context.req.path })
      return context.text(context.req.query('hub.challenge') ?? '')
    })

    app.post('/hooks/:form', async (context) => {
      const form = formOf(context)
      if (!form) throw new Fault('request.not_found', { path: context.req.path })
      const deps = depsFor(form.language)
      const secret = deps.leads.secret(form.id)
      if (form.closed_at !== null || secret === null) throw new Fault('hook.closed')
      const body = await withinSize(context, mostBytes.hook).text()
      if (!isSigned(form.signing, secret, body, (name) => context.req.header(name), seconds()))
        throw new Fault('hook.unsigned')
      let message: unknown
      try {
        message = JSON.parse(body)
      } catch (error) {
        throw new Fault('request.malformed', { detail: (error as Error).message })
      }
      const found = leadsIn(message, form.mapping ?? mappings[form.signing])
      if (found.length > mostLeads)
        throw new Fault('request.malformed', { detail: `${found.length} leads > ${mostLeads}` })
      let again = 0
      for (const given of found) {
        const key = `hook ${given.external_id ?? `${JSON.stringify(given)} ${deps.wall().slice(0, 10)}`}`
        const arrival = { trapped: false, seconds: 'not_asked', fromNetwork: 0 } as const
        const taken = takeLead(form, given, { via: 'hook', key, arrival }, deps)
        if ('lead' in taken && taken.again) again++
      }
      return context.json({ received: found.length, repeated: again })
    })
  }
