import type { Context } from 'hono'
import { Fault } from '#core/fault.ts'
import { faultSentence } from '#core/fault-words.ts'
import type { Language } from '#core/messages.ts'
import type { Input, Operation } from '#core/operation.ts'

/** One line of the answer to a command of this machine. */
export type LocalLine =
  | { readonly progress: readonly [step: string, done: number, total: number | null] }
  | { readonly rows: readonly Readonly<Record<string, unknown>>[]; readonly columns?: readonly string[] }
  | { readonly result: unknown }
  | { readonly fault: { readonly code: string; readonly params: Readonly<Record<string, unknown>> } }

/**
 * Runs one operation for a command line on this machine and streams JSON lines: progress and rows as they
 * come, last the result or the refusal. The caller has checked the token.
 */
export const answerLocally = <D>(operation: Operation<D>, input: Input, deps: D, language: Language): Response => {
  const encoder = new TextEncoder()
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>()
  const writer = writable.getWriter()
  const say = (line: LocalLine): Promise<void> => writer.write(encoder.encode(`${JSON.stringify(line)}\n`))
  const work = async (): Promise<void> => {
    try {
      const result = await operation.run(input, deps, {
        progress: (step, done, total) => void say({ progress: [step, done, total] }).catch(() => undefined),
        emit: (rows, columns) => say(columns ? { rows, columns } : { rows }),
      })
      await say({ result: result ?? null })
    } catch (error) {
      const fault = error instanceof Fault ? error : new Fault('internal.error')
      if (!(error instanceof Fault))
        process.stderr.write(
          `${error instanceof Error ? (error.stack ?? error.message) : faultSentence('internal.error', {}, language)}\n`,
        )
      await say({ fault: { code: fault.code, params: fault.params } })
    }
    await writer.close()
  }
  work().catch(() => undefined)
  return new Response(readable, { headers: { 'content-type': 'application/x-ndjson; charset=utf-8' } })
}

/** Reads what a command of this machine asks for. @throws Fault `request.malformed`, `request.not_found`. */
export const localRequest = async <D>(
  context: Context,
  operations: readonly Operation<D>[],
): Promise<{ operation: Operation<D>; input: Input; language: Language }> => {
  const operation = operations.find((candidate) => candidate.name === context.req.param('operation'))
  if (!operation) throw new Fault('request.not_found', { path: context.req.path })
  const body: unknown = await context.req.json().catch(() => null)
  if (typeof body !== 'object' || body === null) throw new Fault('request.malformed', { detail: 'JSON' })
  const { input, language } = body as { input?: Input; language?: Language }
  return { operation, input: input ?? {}, language: language === 'en' ? 'en' : 'vi' }
}
