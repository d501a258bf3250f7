/** The only place that fetches. */

import type { Params } from '#core/messages.ts'

/** The server said no, in a sentence of its own; `code` is `network` where it did not answer at all. */
export class Refusal extends Error {
  readonly code: string
  readonly status: number
  readonly params: Params

  constructor(code: string, status: number, detail: string, params: Params = {}) {
    super(detail)
    this.code = code
    this.status = status
    this.params = params
  }
}

export type Query = Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>

/** Address of an answer, also for links that download one. */
export const addressOf = (path: string, query: Query = {}): string => {
  const said = new URLSearchParams()
  for (const [key, value] of Object.entries(query))
    for (const each of Array.isArray(value) ? value : [value]) if (each !== undefined) said.append(key, String(each))
  const text = said.toString()
  return `/api/v1${path}${text === '' ? '' : `?${text}`}`
}

const send = async (address: string, init: RequestInit): Promise<Response> => {
  try {
    return await fetch(address, init)
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw new Refusal('network', 0, '')
  }
}

const answered = async (response: Response): Promise<Response> => {
  if (response.ok) return response
  const problem = (await response.json().catch(() => ({}))) as { code?: string; detail?: string; params?: Params }
  throw new Refusal(problem.code ?? 'internal.error', response.status, problem.detail ?? '', problem.params)
}

export const ask = async <T>(path: string, query: Query = {}, signal?: AbortSignal): Promise<T> =>
  (await answered(await send(addressOf(path, query), signal ? { signal } : {}))).json() as Promise<T>

/** Rows of a streamed answer, one object a line. */
export const askRows = async (
  path: string,
  query: Query,
  signal?: AbortSignal,
): Promise<readonly Readonly<Record<string, unknown>>[]> => {
  const response = await answered(await send(addressOf(path, query), signal ? { signal } : {}))
  const text = await response.text()
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>)
}

/** A change: JSON, or a form with files. Refusals come in the language of the page. */
export const change = async <T>(path: string, body: FormData | Query): Promise<T> => {
  const init =
    body instanceof FormData
      ? { method: 'POST', body }
      : { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }
  return (
    await answered(await send(addressOf(path, { lang: document.documentElement.lang }), init))
  ).json() as Promise<T>
}

/** The same, where the answer is a file to keep. */
export const changeForFile = async (path: string, body: FormData): Promise<Blob> =>
  (
    await answered(await send(addressOf(path, { lang: document.documentElement.lang }), { method: 'POST', body }))
  ).blob()
