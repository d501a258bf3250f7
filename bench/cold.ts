import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { median, say } from './figures.ts'

/** `nhip kpis` on the demo company, the whole process from nothing, against Node starting and doing nothing. */
export const benchCold = async (runs: number): Promise<void> => {
  const data = 'nhip-demo'
  if (!existsSync(data))
    spawnSync(process.execPath, [join('dist', 'nhip.js'), 'demo', '--no-start'], { stdio: 'inherit' })
  const time = (args: readonly string[]): number => {
    const start = performance.now()
    const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' })
    if (status !== 0) throw new Error(stderr)
    return performance.now() - start
  }
  const ours: number[] = []
  const bare: number[] = []
  for (let i = 0; i <= runs; i++) {
    ours.push(time([join('dist', 'nhip.js'), 'kpis', '--data', data, '--json']))
    bare.push(time(['-e', '0']))
  }
  const [a, b] = [median(ours.slice(1)), median(bare.slice(1))]
  say(
    `nhip kpis on the demo, whole process, median of ${runs}: ${a.toFixed(0)} ms (under 1000); node doing nothing ${b.toFixed(0)} ms; ratio ${(a / b).toFixed(1)}`,
  )
}
