import { randomUUID } from 'node:crypto'
import { createWriteStream, existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Context, Hono } from 'hono'
import { diskFullOr } from '#core/disk-full.ts'
import { Fault } from '#core/fault.ts'

/** A file on its way: how long it will be, what it is called, and where what has come of it lies. */
type Upload = { readonly length: number; readonly name: string; readonly path: string; readonly holder: string }

export type Uploads = {
  /**
   * Mounts the tus protocol (https://tus.io/protocols/resumable-upload, version 1.0.0, with creation and
   * termination): a file comes in pieces, and after a dropped line goes on where it stopped, also after a restart.
   * @param guard refuses a caller who may not bring files, and says whose what they bring is: nobody else comes at it
   */
  readonly mount: (app: Hono, path: string, guard: (context: Context) => string) => void
  /** Keeps a file that came in one piece. */
  readonly keep: (file: File) => Promise<string>
  /** Removes a file that was kept. */
  readonly forget: (path: string) => Promise<void>
  /** Paths of uploads of that holder that are whole. @throws Fault `upload.unknown`, `upload.unfinished` */
  readonly whole: (ids: readonly string[], holder: string) => Promise<readonly string[]>
  /** Removes uploads nobody has added to for a day. `now` in milliseconds. */
  readonly sweep: (now: number) => Promise<void>
}

const version = '1.0.0'
const mostBytes = 20 * 2 ** 30
const kept = 24 * 3_600_000
const isId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** What a sender calls a file, as a name on disk: never a path of the sender's choosing. */
const nameOnDisk = (given: string): string => {
  const name = basename(given.normalize('NFC'))
    .replaceAll(/[\\/\0]/g, '_')
    .slice(0, 120)
  return /^\.*$/.test(name) ? 'upload' : name
}

/** `filename cHJpY2VzLmNzdg==,filetype …` → the name. */
const nameIn = (metadata: string | undefined): string => {
  const pairs = (metadata ?? '').split(',').map((pair) => pair.trim().split(' '))
  const given = pairs.find(([key]) => key === 'filename')?.[1] ?? ''
  return nameOnDisk(Buffer.from(given, 'base64').toString('utf8'))
}

const wholeNumber = (text: string | undefined): number | null =>
  text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : null

/** @param folder where uploads lie, each in a folder of its own */
export const openUploads = (folder: string): Uploads => {
  // Two pieces at once would interleave; the second is told to come back.
  const busy = new Set<string>()

  const find = async (id: string, holder: string): Promise<Upload> => {
    const unknown = (): Fault => new Fault('upload.unknown', { id })
    if (!isId.test(id) || !existsSync(join(folder, id, 'upload.json'))) throw unknown()
    const told = JSON.parse(await readFile(join(folder, id, 'upload.json'), 'utf8')) as Omit<Upload, 'path'>
    if (told.holder !== holder) throw unknown()
    return { ...told, path: join(folder, id, 'file', told.name) }
  }

  const create = async (length: number, name: string, holder: string): Promise<string> => {
    const id = randomUUID()
    await mkdir(join(folder, id, 'file'), { recursive: true, mode: 0o700 })
    await writeFile(join(folder, id, 'file', name), '', { mode: 0o600 })
    await writeFile(join(folder, id, 'upload.json'), JSON.stringify({ length, name, holder }), { mode: 0o600 })
    return id
  }

  const append = async (context: Context, id: string, upload: Upload): Promise<Response> => {
    if (context.req.header('content-type') !== 'application/offset+octet-stream') return context.body(null, 415)
    if (busy.has(id)) return context.body(null, 423)
    busy.add(id)
    try {
      const offset = (await stat(upload.path)).size
      if (wholeNumber(context.req.header('upload-offset')) !== offset) return context.body(null, 409)
      let left = upload.length - offset
      const measured = new Transform({
        transform: (chunk: Buffer, _encoding, done) => {
          left -= chunk.length
          done(left < 0 ? new Fault('upload.too_long', { name: upload.name, length: upload.length }) : null, chunk)
        },
      })
      const body = context.req.raw.body
      if (body)
        await pipeline(
          Readable.fromWeb(body as import('node:stream/web').ReadableStream),
          measured,
          createWriteStream(upload.path, { flags: 'a', mode: 0o600 }),
        ).catch((error: unknown) => {
          if (error instanceof Fault) throw error
          const full = diskFullOr(error, upload.path)
          if (full instanceof Fault) throw full
          // The line dropped: what came is kept, and the sender asks from where to go on.
        })
      context.header('Upload-Offset', String((await stat(upload.path)).size))
      return context.body(null, 204)
    } finally {
      busy.delete(id)
    }
  }

  const mount: Uploads['mount'] = (app, path, guard) => {
    const answer = (work: (context: Context, holder: string) => Promise<Response>) => async (context: Context) => {
      const holder = guard(context)
      context.header('Tus-Resumable', version)
      if (context.req.method !== 'OPTIONS' && context.req.header('tus-resumable') !== version) {
        context.header('Tus-Version', version)
        return context.body(null, 412)
      }
      return work(context, holder)
    }
    const idOf = (context: Context): string => context.req.param('id') ?? ''
    app.options(
      path,
      answer(async (context) => {
        context.header('Tus-Version', version)
        context.header('Tus-Extension', 'creation,termination')
        context.header('Tus-Max-Size', String(mostBytes))
        return context.body(null, 204)
      }),
    )
    app.post(
      path,
      answer(async (context, holder) => {
        const length = wholeNumber(context.req.header('upload-length'))
        if (length === null) throw new Fault('request.malformed', { detail: 'Upload-Length' })
        if (length > mostBytes) return context.body(null, 413)
        const id = await create(length, nameIn(context.req.header('upload-metadata')), holder)
        context.header('Location', `${path}/${id}`)
        return context.body(null, 201)
      }),
    )
    // Hono answers HEAD by the route of GET.
    app.get(
      `${path}/:id`,
      answer(async (context, holder) => {
        const upload = await find(idOf(context), holder)
        context.header('Upload-Offset', String((await stat(upload.path)).size))
        context.header('Upload-Length', String(upload.length))
        context.header('Cache-Control', 'no-store')
        return context.body(null, 200)
      }),
    )
    app.patch(
      `${path}/:id`,
      answer(async (context, holder) => append(context, idOf(context), await find(idOf(context), holder))),
    )
    app.delete(
      `${path}/:id`,
      answer(async (context, holder) => {
        await find(idOf(context), holder)
        await rm(join(folder, idOf(context)), { recursive: true, force: true })
        return context.body(null, 204)
      }),
    )
  }

  return {
    mount,
    keep: async (file) => {
      const path = join(folder, randomUUID(), 'file', nameOnDisk(file.name))
      await mkdir(dirname(path), { recursive: true, mode: 0o700 })
      await pipeline(
        Readable.fromWeb(file.stream() as import('node:stream/web').ReadableStream),
        createWriteStream(path, { mode: 0o600 }),
      )
      return path
    },
    forget: (path) => rm(dirname(dirname(path)), { recursive: true, force: true }),
    whole: (ids, holder) =>
      Promise.all(
        ids.map(async (id) => {
          const upload = await find(id, holder)
          const come = (await stat(upload.path)).size
          if (come < upload.length)
            throw new Fault('upload.unfinished', { name: upload.name, come, length: upload.length })
          return upload.path
        }),
      ),
    sweep: async (now) => {
      for (const entry of existsSync(folder) ? await readdir(folder) : []) {
        const parts = await readdir(join(folder, entry), { recursive: true }).catch(() => [])
        const times = await Promise.all(
          ['', ...parts].map(async (part) => (await stat(join(folder, entry, part))).mtimeMs),
        )
        if (now - Math.max(...times) > kept) await rm(join(folder, entry), { recursive: true, force: true })
      }
    },
  }
}
