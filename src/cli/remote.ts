import { resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { Fault } from '#core/fault.ts'
import type { Language, Params } from '#core/messages.ts'
import type { Input, Operation } from '#core/operation.ts'
import type { Row } from '#core/warehouse.ts'
import type { Session } from './run.ts'

/** Where the server that holds the data listens on this machine, and the token that lets its owner in. */
export type Endpoint = {
  readonly host: string
  readonly port: number
  readonly token: string
  /** The moment its clock was fixed at, as it was given; null where it runs. */
  readonly now: string | null
}

const addressOf = ({ host, port }: Endpoint): string => {
  const reached = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host
  return `http://${reached.includes(':') ? `[${reached}]` : reached}:${port}/api/v1`
}

type Line = {
  readonly progress?: readonly [string, number, number | null]
  readonly rows?: readonly Row[]
  readonly columns?: readonly string[]
  readonly result?: unknown
  readonly fault?: { readonly code: string; readonly params: Params }
}

/** Paths are the caller's: the server may stand in another folder. */
const absolute = (operation: Operation<never>, input: Input): Input => {
  const out: Record<string, Input[string]> = { ...input }
  for (const { name, kind } of operation.arguments) {
    const value = input[name]
    if (kind === 'file' && typeof value === 'string') out[name] = resolve(value)
    if (kind === 'files' && Array.isArray(value)) out[name] = value.map((path: string) => resolve(path))
  }
  return out
}

/** Whether a server answers there. */
export const answers = async (endpoint: Endpoint): Promise<boolean> => {
  try {
    const response = await fetch(`${addressOf(endpoint)}/health`, { signal: AbortSignal.timeout(2_000) })
    return response.ok
  } catch {
    return false
  }
}

/** A session whose operations run inside the server that holds the data directory. */
export const remoteSession = (endpoint: Endpoint, language: Language): Session => ({
  run: async (operation, input, report) => {
    const response = await fetch(`${addressOf(endpoint)}/local/${operation.name}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${endpoint.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ input: absolute(operation, input), language }),
    })
    if (!response.ok || !response.body) {
      const problem = (await response.json()) as { code?: string; params?: Params }
      throw new Fault(problem.code ?? 'internal.error', problem.params ?? {})
    }
    const lines = createInterface({
      input: Readable.fromWeb(response.body as import('node:stream/web').ReadableStream),
    })
    for await (const text of lines) {
      const line = JSON.parse(text) as Line
      if (line.progress) report.progress(...line.progress)
      if (line.rows) await report.emit(line.rows, line.columns)
      if (line.fault) throw new Fault(line.fault.code, line.fault.params)
      if ('result' in line) return line.result
    }
    throw new Fault('warehouse.stopped')
  },
  close: async () => undefined,
})
