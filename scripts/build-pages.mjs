/** Bundles the web application: hashed files with their compressed twins, and the page that names them. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { build } from 'esbuild'

const root = dirname(dirname(fileURLToPath(import.meta.url)))

const compressible = /\.(js|css|svg)$/

/** Fonts the first page is set in: asked for at once, not after the style sheet has been read. */
const firstFonts = /be-vietnam-pro-(latin|vietnamese)-(400|600)-normal/

/** The page's policy allows no workers made of text, which the writer of spreadsheets would start to pack them. */
const zipInPlace = {
  name: 'zip-in-place',
  setup: (made) =>
    made.onLoad({ filter: /[\\/]zip[\\/]zipToArrayBuffer\.js$/ }, ({ path }) => ({
      contents: `import zip from './zipToArrayBufferSync.js'
export default (files) => Promise.resolve(zip(files))`,
      resolveDir: dirname(path),
    })),
}

export const buildPages = async (out) => {
  rmSync(out, { recursive: true, force: true })
  const { metafile, outputFiles } = await build({
    entryPoints: { app: join(root, 'src/web/main.tsx') },
    outdir: join(out, 'assets'),
    bundle: true,
    splitting: true,
    minify: true,
    write: false,
    metafile: true,
    platform: 'browser',
    format: 'esm',
    target: ['es2022', 'chrome111', 'firefox114', 'safari16.4'],
    jsx: 'automatic',
    entryNames: '[name]-[hash]',
    chunkNames: '[name]-[hash]',
    assetNames: '[name]-[hash]',
    publicPath: '/assets/',
    loader: { '.woff2': 'file', '.svg': 'file' },
    define: { 'process.env.NODE_ENV': '"production"' },
    plugins: [zipInPlace],
    legalComments: 'none',
    logLevel: 'warning',
    tsconfig: join(root, 'src/web/tsconfig.json'),
  })
  mkdirSync(join(out, 'assets'), { recursive: true })
  for (const { path, contents } of outputFiles) {
    writeFileSync(path, contents)
    if (!compressible.test(path)) continue
    writeFileSync(`${path}.gz`, gzipSync(contents, { level: 9 }))
    writeFileSync(`${path}.br`, brotliCompressSync(contents, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }))
  }

  const icon = readFileSync(join(root, 'src/web/styles/icon.svg'))
  writeFileSync(join(out, 'assets', 'icon.svg'), icon)
  const outputs = Object.entries(metafile.outputs)
  const addressOf = (path) => `/assets/${basename(path)}`
  const [entry, made] = outputs.find(([, output]) => output.entryPoint?.endsWith('main.tsx'))
  const first = made.imports.filter(({ kind }) => kind === 'import-statement').map(({ path }) => path)
  const fonts = outputs.map(([path]) => path).filter((path) => firstFonts.test(path) && path.endsWith('.woff2'))
  const head = [
    // Every page asks this first; its answer is on its way while the scripts still are.
    '<link rel="preload" href="/api/v1/session" as="fetch" crossorigin>',
    ...fonts.map((path) => `<link rel="preload" href="${addressOf(path)}" as="font" type="font/woff2" crossorigin>`),
    ...first.map((path) => `<link rel="modulepreload" href="${addressOf(path)}">`),
    `<link rel="stylesheet" href="${addressOf(made.cssBundle)}">`,
    `<script type="module" src="${addressOf(entry)}"></script>`,
  ]
  const page = readFileSync(join(root, 'src/web/index.html'), 'utf8')
    .replace('{{icon}}', '/assets/icon.svg')
    .replace('{{head}}', head.join('\n'))
  writeFileSync(join(out, 'index.html'), page)
  return { metafile, folder: relative(root, out) }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildPages(process.argv[2] ?? join(root, 'dist', 'web'))
