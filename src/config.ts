import { Fault } from '#core/fault.ts'

/** Everything the environment may say, read once. */
export type Config = {
  /** Data directory named by the environment; null where the command line or the default decides. */
  readonly data: string | null
  /** A fixed moment, ISO instant, for reproducible answers; null for the real clock. */
  readonly now: string | null
  readonly language: 'vi' | 'en' | null
  readonly memory: string | null
}

/**
 * Reads NHIP_DATA, NHIP_NOW, NHIP_LANG, NHIP_MEMORY.
 * @throws Fault `config.invalid` naming every variable that is wrong, all at once.
 */
export const readConfig = (environment: Readonly<Record<string, string | undefined>> = process.env): Config => {
  const wrong: string[] = []
  const now = environment['NHIP_NOW'] || null
  if (now !== null && Number.isNaN(Date.parse(now))) wrong.push(`NHIP_NOW=${now} (2026-11-18T12:00:00Z)`)
  const language = environment['NHIP_LANG'] || null
  if (language !== null && language !== 'vi' && language !== 'en') wrong.push(`NHIP_LANG=${language} (vi, en)`)
  const memory = environment['NHIP_MEMORY'] || null
  if (memory !== null && !/^\d+(\.\d+)?[KMG]B$/.test(memory)) wrong.push(`NHIP_MEMORY=${memory} (600MB)`)
  if (wrong.length > 0) throw new Fault('config.invalid', { wrong })
  return { data: environment['NHIP_DATA'] || null, now, language: language as Config['language'], memory }
}
