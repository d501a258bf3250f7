import { dirname, join, normalize } from 'node:path'
import { describe, expect, test } from 'vitest'
import { importsOf, sourceFiles } from './source-files.ts'

/** zone → zones it may import. Read it top to bottom: that is the architecture. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  core: [],
  kpis: ['core'],
  sources: ['core'],
  demo: ['core'],
  operations: ['core', 'kpis', 'sources'],
  warehouse: ['core'],
  store: ['core'],
  adapters: ['core'],
  http: ['core', 'operations'],
  cli: ['core', 'operations'],
  jobs: ['core', 'operations'],
  config: ['core'],
  web: ['core', 'kpis'],
  main: [
    'core',
    'kpis',
    'sources',
    'demo',
    'operations',
    'warehouse',
    'store',
    'adapters',
    'http',
    'cli',
    'jobs',
    'config',
  ],
}

/** zone → packages it may use; `node:` stands for Node's own modules. Every other zone uses none. */
const mayUse: Readonly<Record<string, readonly string[]>> = {
  warehouse: ['node:', '@duckdb/node-api'],
  store: ['node:', 'better-sqlite3', 'kysely'],
  adapters: [
    'node:',
    'better-sqlite3',
    'iconv-lite',
    'yauzl',
    'write-excel-file',
    'temporal-polyfill',
    '@node-rs/argon2',
    'htmlparser2',
    'openid-client',
    'nodemailer',
    'undici',
    'ipaddr.js',
    'tldts',
  ],
  http: ['node:', 'hono', '@hono/node-server'],
  cli: ['node:'],
  jobs: ['node:'],
  main: ['node:'],
  web: [
    'react',
    'react-dom',
    '@tanstack/react-router',
    '@tanstack/react-query',
    '@fontsource/be-vietnam-pro',
    'tus-js-client',
    'uqr',
    'write-excel-file',
  ],
}

const files = sourceFiles().filter((file) => !file.path.endsWith('.test.ts'))
const packageOf = (name: string): string =>
  name.startsWith('@') ? name.split('/').slice(0, 2).join('/') : name.split('/')[0]!

const zoneOf = (file: string, specifier: string): string =>
  specifier.startsWith('#')
    ? specifier.slice(1).split('/')[0]!
    : normalize(join(dirname(file), specifier))
        .split('/')[1]!
        .replace(/\.ts$/, '')

const violations = (): string[] =>
  files.flatMap((file) =>
    importsOf(file).flatMap((specifier) => {
      if (specifier.startsWith('#') || specifier.startsWith('.')) {
        const zone = zoneOf(file.path, specifier)
        if (zone === file.zone) {
          const slice = (path: string): string | undefined => path.split('/')[2]
          const isSlice = (file.zone === 'kpis' || file.zone === 'sources') && file.path.split('/').length > 3
          if (!isSlice) return []
          const target = specifier.startsWith('#')
            ? `src/${specifier.slice(1)}`
            : normalize(join(dirname(file.path), specifier))
          return slice(target) === slice(file.path)
            ? []
            : [`${file.path}: a slice must not import another slice (${specifier})`]
        }
        // Of a slice the pages know what it says of itself, not how it is computed.
        if (file.zone === 'web' && zone === 'kpis' && !/^#kpis\/[\w-]+\/page\.ts$/.test(specifier))
          return [`${file.path}: web may import a slice's page only (${specifier})`]
        return mayImport[file.zone]?.includes(zone)
          ? []
          : [`${file.path}: ${file.zone} must not import ${zone} (${specifier})`]
      }
      const used = specifier.startsWith('node:') ? 'node:' : packageOf(specifier)
      return mayUse[file.zone]?.includes(used) ? [] : [`${file.path}: ${file.zone} must not use ${specifier}`]
    }),
  )

/** words that may stand only in the named files */
const reserved: readonly (readonly [RegExp, string, readonly string[]])[] = [
  [/process\.env\b/, 'the environment', ['src/config.ts']],
  [/\bDate\.now\(|\bnew Date\(\)/, 'the clock', ['src/adapters/clock.ts', 'src/web/work/clock.ts']],
  [
    /\bMath\.random\(|\brandomBytes\(|\brandomUUID\(/,
    'chance',
    ['src/adapters/secrets.ts', 'src/http/input.ts', 'src/http/uploads.ts'],
  ],
  [/\bIntl\.|\.toLocale/, 'the language of the machine', ['src/core/format.ts']],
  [/\bconsole\./, 'the console', []],
  [
    /from '(?:undici|(?:node:)?(?:https?|http2|net|tls|dns|dgram)(?:\/promises)?)'/,
    'the network, of the program,',
    // Only names types and tells forms of addresses apart, beside the one way out itself.
    ['src/adapters/outbound.ts', 'src/http/address.ts'],
  ],
  [
    /\bfetch\(|XMLHttpRequest|EventSource|sendBeacon/,
    'the network, of a page,',
    ['src/web/data/ask.ts', 'src/cli/remote.ts'],
  ],
]

describe('the walls', () => {
  test('every import follows the arrows', () => expect(violations()).toEqual([]))

  test('every zone of the tree is in the table', () => {
    expect([...new Set(files.map((file) => file.zone))].filter((zone) => !(zone in mayImport))).toEqual([])
  })

  for (const [pattern, what, allowed] of reserved)
    test(`${what} is read in one place`, () => {
      const found = files
        .filter((file) => pattern.test(file.text) && !allowed.includes(file.path))
        .map((file) => file.path)
      expect(found).toEqual([])
    })

  test('a planted import across a wall is caught', () => {
    const planted = { path: 'src/core/planted.ts', text: "import { x } from '#warehouse/open.ts'\n", zone: 'core' }
    expect(importsOf(planted)).toEqual(['#warehouse/open.ts'])
    expect(mayImport['core']).not.toContain(zoneOf(planted.path, '#warehouse/open.ts'))
  })
})
