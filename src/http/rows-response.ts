import type { Context } from 'hono'
import { csvLine } from '#core/csv.ts'
import type { Emit } from '#core/operation.ts'

/** How rows are given: as CSV where `?format=csv` or the Accept header asks for it. */
export const rowsFormat = (context: Context): 'csv' | 'json' =>
  context.req.query('format') === 'csv' || (context.req.header('accept') ?? '').includes('text/csv') ? 'csv' : 'json'

/** Streams rows as JSON lines or CSV. */
export const rowsResponse = async (context: Context, run: (emit: Emit) => Promise<unknown>): Promise<Response> => {
  const csv = rowsFormat(context) === 'csv'
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
  // Whoever asked may have gone away: then there is nobody to tell.
  done
    .then(() => writer.close())
    .catch((error: unknown) => writer.abort(error))
    .catch(() => undefined)
  return new Response(readable, {
    headers: { 'content-type': csv ? 'text/csv; charset=utf-8' : 'application/x-ndjson; charset=utf-8' },
  })
}
