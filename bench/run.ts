import { benchCold } from './cold.ts'
import { say } from './figures.ts'
import { benchImport } from './import.ts'
import { benchPrices } from './prices.ts'
import { benchReadings } from './readings.ts'
import { benchWeb } from './web.ts'
import { benchWhy } from './why.ts'
import { benchWhyBetween } from './why-between.ts'
import { benchWhyEvents } from './why-events.ts'
import { benchWhySpeed } from './why-speed.ts'

const parts: Readonly<Record<string, () => Promise<void>>> = {
  import: () => benchImport(5),
  'import-large': () => benchImport(0, 21_000_000),
  readings: () => benchReadings(7),
  'readings-small': () => benchReadings(7, 0.05),
  cold: () => benchCold(7),
  prices: async () => benchPrices(),
  'prices-detail': async () => benchPrices(true),
  web: () => benchWeb(5),
  why: () => benchWhy(),
  'why-small': () => benchWhy(0.1),
  'why-events': async () => {
    benchWhyEvents(50, 1000)
    benchWhyBetween(500)
  },
  'why-speed': () => benchWhySpeed(5, [1_000_000, 3_000_000, 10_000_000]),
  'why-speed-small': () => benchWhySpeed(5, [100_000, 300_000]),
}

const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !(name in parts))
if (unknown.length > 0) {
  say(`No benchmark ${unknown.join(', ')}; there are ${Object.keys(parts).join(', ')}.`)
  process.exit(2)
}
for (const name of asked.length > 0 ? asked : ['import', 'readings', 'cold']) {
  await parts[name]!()
  say('')
}
