import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { type Browser, chromium, type Page } from 'playwright-core'

export const browserFile = '/usr/bin/chromium'
export const hasBrowser = existsSync(browserFile)

export const openBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: browserFile,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })

const program = resolve('dist/nhip.js')

export const nhip = (words: readonly string[], data: string, now: string): void => {
  const run = spawnSync(process.execPath, [program, ...words], {
    encoding: 'utf8',
    env: { ...process.env, NHIP_NOW: now, NHIP_DATA: data },
  })
  if (run.status !== 0) throw new Error(run.stderr)
}

export type Served = { readonly url: string; readonly said: () => string; readonly stop: () => Promise<void> }

const pause = (milliseconds: number): Promise<void> => new Promise((done) => setTimeout(done, milliseconds))

/** The real program on a data directory, on a port of its own, with what else the environment says. */
export const serve = async (
  data: string,
  now: string,
  port = 0,
  environment: Readonly<Record<string, string>> = {},
): Promise<Served> => {
  let said = ''
  const child: ChildProcess = spawn(process.execPath, [program, 'start', '--port', String(port)], {
    env: { ...process.env, ...environment, NHIP_NOW: now, NHIP_DATA: data },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  child.stderr!.on('data', (text: Buffer) => {
    said += text.toString()
  })
  const ended = new Promise<void>((done) => child.once('exit', () => done()))
  const endpoint = join(data, 'server.json')
  for (let waited = 0; !existsSync(endpoint); waited += 50) {
    if (child.exitCode !== null || waited > 30_000) throw new Error(`the server did not start: ${said}`)
    await pause(50)
  }
  await pause(50)
  const listening = JSON.parse(readFileSync(endpoint, 'utf8')) as { port: number }
  return {
    url: `http://127.0.0.1:${listening.port}`,
    said: () => said,
    stop: async () => {
      child.kill('SIGTERM')
      await ended
    },
  }
}

/** What a page complained of: errors of scripts, refusals of the policy, answers that failed. */
export const listenTo = (page: Page): string[] => {
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('response', (response) => {
    if (response.status() >= 400) complaints.push(`${response.status()} ${response.url()}`)
  })
  return complaints
}

/** Sum of unexpected movements of what stands on the page, as browsers measure it. */
export const countShifts = `
  window.shifted = 0
  window.shifts = []
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries())
      if (!entry.hadRecentInput) {
        window.shifted += entry.value
        window.shifts.push(entry.value.toFixed(4) + ' ' + entry.sources.map(({ node }) => node?.className || node?.nodeName).join(', '))
      }
  }).observe({ type: 'layout-shift', buffered: true })
`

/** Remembers in `window.noted` whether a text was ever on the page, however shortly. */
export const noteText = (text: string): string => `
  window.noted = false
  new MutationObserver(() => {
    if (document.body.textContent.includes(${JSON.stringify(text)})) window.noted = true
  }).observe(document.body, { subtree: true, childList: true, characterData: true })
`

const axe = readFileSync('node_modules/axe-core/axe.min.js', 'utf8')

export type Finding = { readonly id: string; readonly nodes: readonly string[] }

/**
 * What axe finds that keeps people from using the page.
 * @param rules the only ones to go by, where the rest was gone by already
 * @param except what is not looked at
 */
export const seriousFindings = async (
  page: Page,
  { rules, except }: { readonly rules?: readonly string[]; readonly except?: string } = {},
): Promise<readonly Finding[]> => {
  await page.evaluate(axe)
  const where = except === undefined ? 'document' : JSON.stringify({ exclude: [[except]] })
  const only = rules ? `, runOnly: ${JSON.stringify(rules)}` : ''
  return (await page.evaluate(`
    axe.run(${where}, { resultTypes: ['violations']${only} }).then(({ violations }) => violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => ({ id, nodes: nodes.map((node) => node.target.join(' ') + ' ' + (node.any[0]?.message ?? '')).slice(0, 5) })))
  `)) as readonly Finding[]
}

/** The same in light and in dark, one page looked at twice. */
export const seriousFindingsInBoth = async (page: Page): Promise<readonly Finding[]> => {
  const found: Finding[] = []
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    // The theme changes colours and nothing else.
    const rules = colorScheme === 'dark' ? { rules: ['color-contrast'] } : {}
    found.push(...(await seriousFindings(page, rules)).map(({ id, nodes }) => ({ id: `${id}, ${colorScheme}`, nodes })))
  }
  return found
}

/** Width and height in points of each sheet the browser would print. */
export const printedSheets = async (page: Page): Promise<readonly (readonly number[])[]> => {
  const sheets = (await page.pdf({ preferCSSPageSize: true, printBackground: true })).toString('latin1')
  const boxes = [...sheets.matchAll(/\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)/g)]
  const pages = sheets.match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0
  if (boxes.length !== pages) throw new Error(`${pages} pages, ${boxes.length} sizes`)
  return boxes.map(([, width, height]) => [Math.round(Number(width)), Math.round(Number(height))])
}
