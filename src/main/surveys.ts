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
  return {
    surveys: store.surveys,
    // Not by way of remembered answers: every minute asks anew, and the answers are long.
    askTables: async (sql) => {
      await landing.refresh()
      return warehouse.query(sql)
    },
    linkToken,
    digestOf,
    keyedId: (text) => createHmac('sha256', key).update(`survey\n${text}`).digest('base64url').slice(0, 22),
  }
}
