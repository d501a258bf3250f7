import { expect, test } from 'vitest'
import { crash } from './harness.ts'

const kills = Number(process.env['NHIP_KILLS'] ?? 100)
const seed = Number(process.env['NHIP_SEED'] ?? Date.now() % 1_000_000)

test(
  `killed at ${kills} random moments nothing acknowledged is lost and nothing stands half (seed ${seed})`,
  async () => {
    const report = await crash({ kills, seed })
    expect(report.kills).toBe(kills)
    // A run in which no kill fell into an operation, or none was ever acknowledged, would prove nothing.
    if (kills >= 50) {
      expect(report.during['import'] ?? 0).toBeGreaterThan(0)
      expect(report.acknowledged).toBeGreaterThan(0)
    }
  },
  30_000 + kills * 10_000,
)
