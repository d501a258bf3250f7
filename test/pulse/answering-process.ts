import { randomBytes, randomInt } from 'node:crypto'
import { gather } from '#core/pulse/gather.ts'
import { openPulseBoxes } from '#store/pulse-boxes.ts'

// Answers as fast as it can until it is killed; says of each that it was taken, as the page thanks for it.
const [folder, round, from] = process.argv.slice(2) as [string, string, string]
const boxes = openPulseBoxes(folder, (bytes) => randomBytes(bytes))
for (let i = Number(from); ; i++) {
  const given = { answers: { tools: 1 + (i % 5) }, comment: `answer ${i}` }
  boxes.write(round, gather(boxes.read(round), `link ${i}`, [null, null, null], given, randomInt))
  process.stdout.write(`${i}\n`)
}
