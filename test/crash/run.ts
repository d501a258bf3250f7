/** `node test/crash/run.ts --kills 1000 [--seed N]` */
import { parseArgs } from 'node:util'
import { crash } from './harness.ts'

const { values } = parseArgs({ options: { kills: { type: 'string' }, seed: { type: 'string' } } })
const seed = Number(values.seed ?? Date.now() % 1_000_000)
const say = (text: string): void => void process.stdout.write(`${text}\n`)
const begun = performance.now()
const report = await crash({ kills: Number(values.kills ?? 100), seed, say })
say(`held in every case, in ${Math.round((performance.now() - begun) / 1000)} s: ${JSON.stringify(report)}`)
