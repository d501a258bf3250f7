import type { Context } from 'hono'
import { csvLine } from '#core/csv.ts'
import type { Emit } from '#core/operation.ts'

/** Streams rows as JSON lines, or as CSV where `?format=csv` or the Accept header asks for it. */
export const rowsResponse = async (context: Context, run: (emit: Emit) => Promise<unknown>): Promise<Response> => {
  const csv = context.req.query('format') === 'csv' || (context.req.header('accept') ?? '').includes('text/csv')
  const encoder = new TextEncoder()
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>()
  const writer = writable.getWriter()
  let begun = false
  let started!: () => void
  const first = new Promise<void>((resolve) => {
    started = resolve
  })
  const emit: Emit = async (rows, columns) => {
    const names = rows[0] ? Object.keys(rows[0]) : columns
    const head = csv && !begun && names ? csvLine(names) : ''
    begun = true
    started()
    const text = rows.map((row) => (csv ? csvLine(Object.values(row)) : `${JSON.stringify(row)}\n`)).join('')
    await writer.write(encoder.encode(head + text))
  }
  const done = run(emit)
  // A refusal before the first row is an answer of its own; after it only the stream can break off.
  await Promise.race([first, done])
  done.then(() => writer.close()).catch((error: unknown) => writer.abort(error))
  return new Response(readable, {
    headers: { 'content-type': csv ? 'text/csv; charset=utf-8' : 'application/x-ndjson; charset=utf-8' },
  })
}
