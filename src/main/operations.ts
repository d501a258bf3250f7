import type { Operation } from '#core/operation.ts'
import type { AccountDeps } from '#operations/accounts/dependencies.ts'
import { guarded } from '#operations/accounts/guarded.ts'
import { accountOperations } from '#operations/accounts/operations.ts'
import type { CareDeps } from '#operations/care/dependencies.ts'
import { careOperations } from '#operations/care/operations.ts'
import type { ExplainDeps } from '#operations/explain/dependencies.ts'
import { explainOperations } from '#operations/explain/operations.ts'
import { freshnessOperations } from '#operations/freshness/operations.ts'
import type { ImportDeps } from '#operations/imports/dependencies.ts'
import { importOperations } from '#operations/imports/operations.ts'
import type { LeadDeps } from '#operations/leads/dependencies.ts'
import { leadOperations } from '#operations/leads/operations.ts'
import type { MailDeps } from '#operations/mail/dependencies.ts'
import { mailOperations } from '#operations/mail/operations.ts'
import type { PersonDeps } from '#operations/persons/dependencies.ts'
import { personOperations } from '#operations/persons/operations.ts'
import type { PriceDeps } from '#operations/prices/dependencies.ts'
import { priceOperations } from '#operations/prices/operations.ts'
import type { PulseDeps } from '#operations/pulse/dependencies.ts'
import { pulseOperations } from '#operations/pulse/operations.ts'
import { readingOperations } from '#operations/readings/operations.ts'
import type { SettingsDeps } from '#operations/settings/dependencies.ts'
import { settingsOperations } from '#operations/settings/operations.ts'
import type { SurveyDeps } from '#operations/surveys/dependencies.ts'
import { surveyOperations } from '#operations/surveys/operations.ts'
import type { TargetDeps } from '#operations/targets/dependencies.ts'
import { targetOperations } from '#operations/targets/operations.ts'
import { whyOperations } from '#operations/why/operations.ts'
import type { WorkDeps } from '#operations/work/dependencies.ts'
import { workOperations } from '#operations/work/operations.ts'

/** Everything the product can do, in the order help lists it. */
export type Deps = LeadDeps &
  PersonDeps &
  PulseDeps &
  ImportDeps &
  TargetDeps &
  CareDeps &
  ExplainDeps &
  SettingsDeps &
  AccountDeps &
  WorkDeps &
  MailDeps &
  SurveyDeps &
  PriceDeps
export const operations: readonly Operation<Deps>[] = guarded<Deps>([
  ...readingOperations,
  ...whyOperations,
  ...freshnessOperations,
  ...explainOperations,
  ...targetOperations,
  ...workOperations,
  ...settingsOperations,
  ...leadOperations,
  ...personOperations,
  ...pulseOperations,
  ...mailOperations,
  ...surveyOperations,
  ...priceOperations,
  ...importOperations,
  ...careOperations,
  ...accountOperations,
])
