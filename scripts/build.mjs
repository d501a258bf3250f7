/** Bundles the application and the programs it starts beside itself into dist/. */
import { rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { buildPages } from './build-pages.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const out = join(root, 'dist')
rmSync(out, { recursive: true, force: true })

await build({
  entryPoints: {
    nhip: join(root, 'src/main/entry.ts'),
    'warehouse-worker': join(root, 'src/warehouse/worker.ts'),
    'demo-maker': join(root, 'src/main/demo-maker.ts'),
    'sheet-child': join(root, 'src/adapters/tables/sheet-child.ts'),
    'page-worker': join(root, 'src/adapters/page-worker.ts'),
  },
  outdir: out,
  bundle: true,
  splitting: true,
  platform: 'node',
  format: 'esm',
  target: 'node22',
  sourcemap: true,
  logLevel: 'warning',
  // Native parts stay packages; the rest is bundled so that a command starts quickly.
  external: ['@duckdb/node-bindings', 'better-sqlite3', '@node-rs/argon2'],
  banner: {
    js: "import { createRequire as nhipRequire } from 'node:module'; const require = nhipRequire(import.meta.url);",
  },
})

await buildPages(join(out, 'web'))
