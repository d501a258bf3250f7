import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import type { Context, Hono } from 'hono'
import type { Language } from '#core/messages.ts'

/** Nothing runs, is styled, fetched or shown that this server did not send; no page frames this one. */
export const pagePolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'self'",
].join('; ')

const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
}

const encodings = [
  ['br', '.br'],
  ['gzip', '.gz'],
] as const

/** Names carry a hash of what is in the file, so a copy never goes stale; those without one are asked for again. */
const cachingOf = (name: string): string =>
  /-[A-Z0-9]{8}\.\w+$/.test(name) ? 'public, max-age=31536000, immutable' : 'no-cache'

const accepts = (context: Context, encoding: string): boolean =>
  (context.req.header('accept-encoding') ?? '')
    .split(',')
    .some((part) => part.trim().split(';')[0] === encoding && !/;\s*q=0(\.0*)?\s*$/.test(part))

/**
 * Serves the built pages: files under `/assets`, the one page for every other path outside `/api`. Only names that
 * stood in the folder when the server started are ever read, so no path leads out of it.
 * @param folder what the build made; null or absent: the server answers the interface alone
 */
export const mountPages = (app: Hono, folder: string | null | undefined, language: () => Language): void => {
  if (!folder || !existsSync(join(folder, 'index.html'))) return
  const assets = join(folder, 'assets')
  const files = new Map(readdirSync(assets).map((name) => [name, readFileSync(join(assets, name))]))
  const page = readFileSync(join(folder, 'index.html'), 'utf8')
  app.get('/assets/:name', (context) => {
    const name = context.req.param('name')
    const type = types[extname(name)]
    const plain = files.get(name)
    if (!plain || !type) return context.notFound()
    const encoded = encodings.find(([encoding, suffix]) => files.has(name + suffix) && accepts(context, encoding))
    return new Response(new Uint8Array(encoded ? files.get(name + encoded[1])! : plain), {
      headers: {
        'content-type': type,
        'cache-control': cachingOf(name),
        vary: 'accept-encoding',
        ...(encoded ? { 'content-encoding': encoded[0] } : {}),
      },
    })
  })
  app.get('*', (context, next) => {
    if (context.req.path.startsWith('/api/') || extname(context.req.path) !== '') return next()
    return Promise.resolve(
      new Response(page.replace('<html lang="vi">', `<html lang="${language()}">`), {
        headers: {
          'content-type': 'text/html; charset=utf-8',
          'content-security-policy': pagePolicy,
          'cache-control': 'no-cache',
          'cross-origin-opener-policy': 'same-origin',
        },
      }),
    )
  })
}
