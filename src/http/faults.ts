import { Fault } from '#core/fault.ts'
import { faultSentence } from '#core/fault-words.ts'
import type { Language } from '#core/messages.ts'

/** Code → HTTP status; every other expected refusal is 422, every unexpected error 500. */
const statuses: Readonly<Record<string, number>> = {
  'request.unauthorised': 401,
  'session.needed': 401,
  'session.refused': 401,
  'session.code_needed': 401,
  'session.code_wrong': 401,
  'session.too_many': 429,
  'session.not_a_person': 403,
  'sso.off': 404,
  'sso.unreachable': 502,
  'sso.client': 502,
  'sso.refused': 401,
  'sso.denied': 401,
  'sso.clock': 401,
  'sso.gone': 410,
  'sso.email_missing': 403,
  'sso.email_unverified': 403,
  'sso.domain': 403,
  'sso.person_unknown': 403,
  'sso.other_person': 403,
  'sso.disabled': 403,
  'access.role': 403,
  'access.token_use': 403,
  'access.metric_hidden': 403,
  'access.metric_unscoped': 403,
  'access.whole_needed': 403,
  'access.outside': 403,
  'access.import_entity': 403,
  'access.targets_outside': 403,
  'target.not_alone': 409,
  'account.unknown': 404,
  'token.unknown': 404,
  'account.email_taken': 409,
  'account.last_owner': 409,
  'account.owner_first': 409,
  'account.is_disabled': 409,
  'totp.not_offered': 409,
  'link.gone': 410,
  'work.outside': 403,
  'work.not_own': 403,
  'work.rep_given': 403,
  'work.person_unknown': 404,
  'work.log_unknown': 404,
  'lead.form_unknown': 404,
  'lead.unknown': 404,
  'lead.decided': 409,
  'hook.unsigned': 403,
  'hook.closed': 409,
  'survey.unknown': 404,
  'survey.code_unknown': 404,
  'survey.opt_out_unknown': 404,
  'survey.is_closed': 409,
  'request.foreign_origin': 403,
  'rows.hidden_for_anonymity': 403,
  'request.not_found': 404,
  'metric.unknown': 404,
  'import.unknown': 404,
  'rejects.none': 404,
  'rejects.gone': 410,
  'upload.unknown': 404,
  'upload.unfinished': 409,
  'upload.too_long': 413,
  'request.malformed': 400,
  'request.too_large': 413,
  'argument.missing': 400,
  'argument.unknown': 400,
  'data.in_use': 409,
  'warehouse.stopped': 503,
  'disk.full': 507,
}

/** RFC 9457 problem details with `code` and `params`. Of an unexpected error nothing but its kind is told. */
export const problemOf = (error: unknown, language: Language, instance: string): Response => {
  const fault = error instanceof Fault ? error : null
  const status = fault ? (statuses[fault.code] ?? 422) : 500
  if (!fault) process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
  const code = fault?.code ?? 'internal.error'
  const body = {
    type: `urn:nhip:${code}`,
    title: code,
    status,
    detail: faultSentence(code, fault?.params ?? {}, language),
    instance,
    code,
    params: fault?.params ?? {},
  }
  return new Response(JSON.stringify(body), {
    status,
    headers: {
      'content-type': 'application/problem+json; charset=utf-8',
      // What is left of a body nobody reads would be taken for the next request.
      ...(code === 'request.too_large' ? { connection: 'close' } : {}),
      ...(code === 'session.too_many' ? { 'retry-after': String(fault?.params['seconds']) } : {}),
    },
  })
}
