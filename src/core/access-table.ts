import type { EntityName } from './entity.ts'

/** Roles, with a manager of chosen places or teams apart from a manager of the whole. */
export type Grantee = 'owner' | 'manager' | 'area_manager' | 'rep' | 'marketing' | 'analyst' | 'people_manager'

export const grantees: readonly Grantee[] = [
  'owner',
  'manager',
  'area_manager',
  'rep',
  'marketing',
  'analyst',
  'people_manager',
]

const all = grantees
const owner: readonly Grantee[] = ['owner']
/** Whoever brings data in for the whole organisation. Marketing’s imports hold cost and nothing else. */
const bringers: readonly Grantee[] = ['owner', 'manager', 'marketing']
/** Whoever leads the whole. */
const leaders: readonly Grantee[] = ['owner', 'manager']
const planners: readonly Grantee[] = ['owner', 'manager', 'area_manager']
/** Whoever speaks with customers, or leads who does. */
const sellers: readonly Grantee[] = [...planners, 'rep']
/** Whoever asks employees how they are. */
const askers: readonly Grantee[] = ['owner', 'people_manager']
const readers: readonly Grantee[] = [...planners, 'marketing', 'analyst']

/** Whoever may see where our prices stand. */
const watchers: readonly Grantee[] = [...leaders, 'area_manager', 'analyst']

/** Who may carry out an operation. One that is not here is the owner’s alone. */
export const operationsTable: Readonly<Record<string, readonly Grantee[]>> = {
  'kpis.read': all,
  'metrics.list': all,
  'metrics.describe': all,
  'metrics.read': all,
  'metrics.rows': all,
  'metrics.why': all,
  'freshness.read': all,
  'tables.explain': readers,
  'targets.list': all,
  'targets.propose': [...planners, 'analyst'],
  'targets.set': planners,
  'targets.set_many': planners,
  'targets.undo': planners,
  'targets.history': [...planners, 'analyst'],
  'work.list': sellers,
  'work.team': planners,
  'work.log': sellers,
  'work.undo': sellers,
  'work.assign': planners,
  'settings.list': all,
  'settings.set': owner,
  'persons.find': owner,
  'persons.export': owner,
  'persons.forget': owner,
  'persons.readmit': owner,
  'leads.list': leaders,
  'leads.accept': leaders,
  'leads.refuse': leaders,
  'leads.forms': [...bringers, 'analyst'],
  'leads.put_form': bringers,
  'leads.close_form': bringers,
  'leads.open_form': bringers,
  'leads.set_secret': bringers,
  'surveys.list': [...leaders, 'analyst'],
  'surveys.show': [...leaders, 'analyst'],
  'surveys.put': leaders,
  'surveys.set_state': leaders,
  'surveys.preview': leaders,
  'surveys.send': leaders,
  'surveys.sending': [...leaders, 'analyst'],
  'surveys.set_sending': owner,
  'surveys.opt_outs': leaders,
  'surveys.opt_out': leaders,
  'surveys.drop_opt_out': owner,
  'surveys.codes': leaders,
  'surveys.add_code': leaders,
  'surveys.close_code': leaders,
  'surveys.bounce': leaders,
  'surveys.results': [...leaders, 'analyst'],
  'surveys.comments': leaders,
  'mail.show': owner,
  'mail.set': owner,
  'mail.test': owner,
  'pulse.people': askers,
  'pulse.set_people': askers,
  'pulse.forget': askers,
  'pulse.rounds': askers,
  'pulse.open': askers,
  'pulse.links': askers,
  'pulse.mail': askers,
  'pulse.close': askers,
  'pulse.release': askers,
  'pulse.results': ['owner', 'manager', 'analyst', 'people_manager'],
  'prices.list': watchers,
  'prices.review': watchers,
  'prices.cases': watchers,
  'prices.history': watchers,
  'prices.matrix': watchers,
  'prices.promotions': watchers,
  'prices.read': leaders,
  'prices.add': leaders,
  'prices.add_many': leaders,
  'prices.enter': leaders,
  'prices.fetch': leaders,
  'prices.change': leaders,
  'prices.decide': leaders,
  'prices.correct': leaders,
  'imports.create': bringers,
  'imports.list': [...bringers, 'analyst'],
  'imports.undo': bringers,
  'imports.look': bringers,
  'imports.refused': bringers,
  'imports.rejects': bringers,
  'sources.list': all,
  'templates.write': all,
  'data.backup': owner,
  'data.check': ['owner', 'analyst'],
  'data.rebuild': owner,
  'users.list': owner,
  'users.add': owner,
  'users.change': owner,
  'users.disable': owner,
  'users.enable': owner,
  'users.reset': owner,
  'tokens.list': all,
  'tokens.create': all,
  'tokens.revoke': all,
  'journal.list': owner,
}

/** Whether anybody in that column may carry out the operation. */
export const mayDo = (grantee: Grantee, operation: string): boolean =>
  grantee === 'owner' || (Object.hasOwn(operationsTable, operation) && operationsTable[operation]!.includes(grantee))

/**
 * Numbers of the KPIs each may read. Employees’ answers (6) are for those who lead the whole, keep the people’s side
 * or analyse; never for who leads a part of it, whose team would be easiest to recognise.
 */
export const kpiTable: Readonly<Record<Grantee, readonly number[]>> = {
  owner: [1, 2, 3, 4, 5, 6, 7],
  manager: [1, 2, 3, 4, 5, 6, 7],
  area_manager: [1, 2, 3, 4, 5, 7],
  rep: [1, 3, 5, 7],
  marketing: [1, 2],
  analyst: [1, 2, 3, 4, 5, 6, 7],
  people_manager: [6],
}

export const kpisOf = (grantee: Grantee): readonly number[] => kpiTable[grantee]

/** Kinds of rows a role may bring in, where that is not all of them. */
export const importable: Readonly<Partial<Record<Grantee, readonly EntityName[]>>> = { marketing: ['spend'] }
