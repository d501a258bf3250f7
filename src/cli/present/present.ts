import { formatValue } from '#core/format.ts'
import type { Language, Words } from '#core/messages.ts'
import type { Unit } from '#core/metric.ts'
import type { Reading } from '#core/reading.ts'
import { presentInvited, presentJournal, presentToken, presentTokens, presentUser, presentUsers } from './accounts.ts'
import { presentBackup, presentRebuild } from './care.ts'
import { presentExplanation } from './explain.ts'
import { presentImport, presentImports, presentSources, presentTemplate, presentUndo } from './imports.ts'
import { presentDecided, presentForm, presentForms, presentLeads, presentSecret } from './leads.ts'
import { presentForgotten, presentFound, presentReadmitted } from './persons.ts'
import {
  presentEmployees,
  presentEmployeesSet,
  presentLinks,
  presentMailPlan,
  presentResults,
  presentRound,
  presentRounds,
} from './pulse.ts'
import { presentKpis, presentMetric } from './reading.ts'
import { presentSetting, presentSettings } from './settings.ts'
import { presentPreview, presentSending, presentSurveys, presentWaves } from './surveys.ts'
import { textTable } from './table.ts'
import { presentWhy } from './why.ts'
import { words } from './words.ts'
import { presentAssigned, presentLog, presentTeam, presentUndone, presentWork } from './work.ts'

type Presenter = (result: never, language: Language) => string

const presentMetrics = (
  { metrics }: { readonly metrics: readonly { metric: string; name: Words; formula: Words }[] },
  language: Language,
): string =>
  textTable(
    [{ head: '' }, { head: words.metric[language] }, { head: words.formula[language] }],
    metrics.map((one) => [one.metric, one.name[language], one.formula[language]]),
  )

type TargetRow = {
  readonly metric: string
  readonly period: string
  readonly scope: string | null
  readonly unit?: Unit
  readonly minimum: number | null
  readonly target: number
  readonly stretch: number | null
}

const presentTargets = ({ targets }: { readonly targets: readonly TargetRow[] }, language: Language): string => {
  if (targets.length === 0) return `${words.no_targets[language]}\n`
  const level = (row: TargetRow, value: number | null): string =>
    value === null ? '' : formatValue(value, row.unit ?? 'quantity', { language })
  const right = { align: 'right' as const }
  return textTable(
    [
      { head: words.metric[language] },
      { head: words.from_to[language] },
      { head: words.scope[language] },
      { head: words.minimum[language], ...right },
      { head: words.target[language], ...right },
      { head: words.stretch[language], ...right },
    ],
    targets.map((row) => [
      row.metric,
      row.period,
      row.scope || words.whole[language],
      level(row, row.minimum),
      level(row, row.target),
      level(row, row.stretch),
    ]),
  )
}

const presentSet = (
  result: { readonly targets: readonly TargetRow[]; readonly refused: readonly { at: number; detail: string }[] },
  language: Language,
): string =>
  [
    result.targets.length > 0 ? presentTargets(result, language) : '',
    ...result.refused.map(({ at, detail }) => `✗ ${at + 1}: ${detail}\n`),
  ].join('')

const presentHistory = (
  { metric, period, scope, changes }: Omit<TargetRow, 'target'> & { readonly changes: readonly TargetRow[] },
  language: Language,
): string => presentTargets({ targets: changes.map((each) => ({ ...each, metric, period, scope })) }, language)

type Finding = { readonly level: string; readonly sentence: string }
const marks: Readonly<Record<string, string>> = { error: '✗', warning: '!', ok: '✓', info: '·' }

const presentFindings = ({ findings }: { readonly findings: readonly Finding[] }): string =>
  findings.map((finding) => `${marks[finding.level] ?? '·'} ${finding.sentence}\n`).join('')

/** Operation → how its answer reads in a terminal. One without a presenter of its own is shown as JSON. */
const presenters: Readonly<Record<string, Presenter>> = {
  'kpis.read': presentKpis as Presenter,
  'metrics.read': ((reading: Reading, language) => presentMetric(reading, language)) as Presenter,
  'metrics.why': presentWhy as Presenter,
  'tables.explain': presentExplanation as Presenter,
  'metrics.list': presentMetrics as Presenter,
  'imports.create': presentImport as Presenter,
  'imports.list': presentImports as Presenter,
  'imports.undo': presentUndo as Presenter,
  'sources.list': presentSources as Presenter,
  'settings.list': presentSettings as Presenter,
  'settings.set': presentSetting as Presenter,
  'targets.list': presentTargets as Presenter,
  'targets.set': ((target: TargetRow, language) => presentTargets({ targets: [target] }, language)) as Presenter,
  'targets.set_many': presentSet as Presenter,
  'targets.history': presentHistory as Presenter,
  'templates.write': presentTemplate as Presenter,
  'users.list': presentUsers as Presenter,
  'users.add': presentInvited as Presenter,
  'users.change': presentUser as Presenter,
  'users.disable': presentUser as Presenter,
  'users.enable': presentUser as Presenter,
  'users.reset': presentInvited as Presenter,
  'tokens.list': presentTokens as Presenter,
  'tokens.create': presentToken as Presenter,
  'tokens.revoke': presentToken as Presenter,
  'journal.list': presentJournal as Presenter,
  'surveys.list': presentSurveys as Presenter,
  'surveys.preview': presentPreview as Presenter,
  'surveys.send': presentSending as Presenter,
  'surveys.results': presentWaves as Presenter,
  'work.list': presentWork as Presenter,
  'work.team': presentTeam as Presenter,
  'work.log': presentLog as Presenter,
  'work.undo': presentUndone as Presenter,
  'work.assign': presentAssigned as Presenter,
  'leads.list': presentLeads as Presenter,
  'leads.accept': presentDecided as Presenter,
  'leads.refuse': presentDecided as Presenter,
  'leads.forms': presentForms as Presenter,
  'leads.put_form': presentForm as Presenter,
  'leads.close_form': presentForm as Presenter,
  'leads.open_form': presentForm as Presenter,
  'leads.set_secret': presentSecret as Presenter,
  'persons.find': presentFound as Presenter,
  'persons.forget': presentForgotten as Presenter,
  'persons.readmit': presentReadmitted as Presenter,
  'pulse.results': presentResults as Presenter,
  'pulse.people': presentEmployees as Presenter,
  'pulse.set_people': presentEmployeesSet as Presenter,
  'pulse.forget': presentEmployees as Presenter,
  'pulse.rounds': presentRounds as Presenter,
  'pulse.open': presentRound as Presenter,
  'pulse.links': presentLinks as Presenter,
  'pulse.mail': presentMailPlan as Presenter,
  'pulse.close': presentRound as Presenter,
  'pulse.release': presentRound as Presenter,
  'data.check': presentFindings as Presenter,
  'data.backup': presentBackup as Presenter,
  'data.rebuild': presentRebuild as Presenter,
}

export const present = (operation: string, result: unknown, language: Language): string =>
  presenters[operation]?.(result as never, language) ?? `${JSON.stringify(result, null, 2)}\n`
