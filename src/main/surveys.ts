import { createHmac } from 'node:crypto'
import { digestOf, linkToken } from '#adapters/secrets.ts'
import type { Store } from '#core/store.ts'
import type { SurveyDeps } from '#operations/surveys/dependencies.ts'
import type { OpenedLanding } from '#warehouse/landing.ts'
import type { OpenedWarehouse } from '#warehouse/open.ts'

/** What surveys of customers need, beside what every operation has. */
export const surveysFor = (
  store: Store,
  warehouse: Pick<OpenedWarehouse, 'query'>,
  landing: Pick<OpenedLanding, 'refresh'>,
): Pick<SurveyDeps, 'surveys' | 'askTables' | 'linkToken' | 'digestOf' | 'keyedId'> => {
  const key = store.hashingKey()
  const known = new Map<string, Awaited<ReturnType<typeof warehouse.query>>>()
  let knownAt = ''
  return {
    surveys: store.surveys,
    // Asked every minute, and by a page at each choice; long answers, so that the last few alone are kept.
    askTables: async (sql) => {
      const version = await landing.refresh()
      if (version !== knownAt || known.size > 2) known.clear()
      knownAt = version
      const rows = known.get(sql) ?? (await warehouse.query(sql))
      known.set(sql, rows)
      return rows
    },
    linkToken,
    digestOf,
    keyedId: (text) => createHmac('sha256', key).update(`survey\n${text}`).digest('base64url').slice(0, 22),
  }
}
