import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { extname } from 'node:path'
import { Readable } from 'node:stream'
import type { FileAnswer } from '#core/operation.ts'

const types: Readonly<Record<string, string>> = {
  '.csv': 'text/csv; charset=utf-8',
  '.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

/** RFC 8187: a name with letters beyond ASCII, and one without for who cannot read it. */
const disposition = (name: string): string => {
  const plain = name.normalize('NFD').replaceAll(/[^\w.() -]/g, '_')
  const whole = encodeURIComponent(name).replaceAll(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)
  return `attachment; filename="${plain}"; filename*=UTF-8''${whole}`
}

/** Sends a file as it stands, to be kept and never to be shown. */
export const fileResponse = async ({ path, name }: FileAnswer): Promise<Response> => {
  const { size } = await stat(path)
  return new Response(Readable.toWeb(createReadStream(path)) as ReadableStream, {
    headers: {
      'content-type': types[extname(name)] ?? 'application/octet-stream',
      'content-length': String(size),
      'content-disposition': disposition(name),
    },
  })
}
