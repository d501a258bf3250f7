import { conformedColumns, type EntityName, entity } from '#core/entity.ts'
import type { Kpi } from '#core/metric.ts'
import { planReading } from '#core/plan.ts'
import { type ResultRow, readReading, type Span } from '#core/read.ts'
import type { Reading, ReadingRequest } from '#core/reading.ts'
import { defaultSettings, type Settings } from '#core/settings.ts'
import { name, quote } from '#core/sql.ts'
import type { Cell, Warehouse } from '#core/warehouse.ts'
import { openWarehouse } from '#warehouse/open.ts'

export type Fixture = Partial<Record<EntityName, readonly Readonly<Record<string, Cell>>[]>>

/** An engine in memory holding the rows given, with the tables of a KPI built on them. Pencil-sized tests only. */
export const warehouseOf = async (
  fixture: Fixture,
  kpis: readonly Kpi[],
  today: string,
  settings: Settings = defaultSettings,
): Promise<Warehouse> => {
  const warehouse = await openWarehouse({ file: ':memory:' })
  for (const [table, rows] of Object.entries(fixture)) {
    const columns = conformedColumns(entity(table as EntityName))
    for (const [i, row] of rows.entries()) {
      const unknown = Object.keys(row).filter((key) => !columns.some((column) => column.name === key))
      if (unknown.length > 0) throw new Error(`${table} has no ${unknown.join(', ')}`)
      const full: Record<string, Cell> = { batch: 1, line: i + 2, ...row }
      const given = columns.filter((column) => full[column.name] !== undefined)
      await warehouse.run(
        `insert into ${table} (${given.map((column) => name(column.name)).join(', ')}) values (${given
          .map((column) =>
            full[column.name] === null ? 'null' : `cast(${quote(String(full[column.name]))} as ${column.type})`,
          )
          .join(', ')})`,
      )
    }
  }
  for (const kpi of kpis)
    for (const table of kpi.tables) {
      await warehouse.run(`create or replace table ${table.name} as ${table.sql({ settings, today })}`)
      if (!table.fit) continue
      const rows = table.fit.compute(await warehouse.run(table.fit.from({ settings, today })), { settings, today })
      const columns = (await warehouse.run(`describe ${table.name}`)).map((column) => String(column['column_name']))
      await warehouse.append(
        table.name,
        rows.map((row) => columns.map((column) => row[column] ?? null)),
      )
    }
  return warehouse
}

/** Plan → run → read for one metric over a fixture. */
export const readMetric = async (
  warehouse: Warehouse,
  kpi: Kpi,
  id: string,
  request: Partial<ReadingRequest> & { readonly period: ReadingRequest['period']; readonly today: string },
  settings: Settings = defaultSettings,
  spans: Readonly<Record<string, Span>> = {},
): Promise<Reading> => {
  const metric = kpi.metrics.find((candidate) => candidate.id === id)
  if (!metric) throw new Error(`no metric ${id}`)
  const full: ReadingRequest = { comparison: null, by: [], where: [], series: [], options: {}, ...request }
  const plan = planReading(metric, full, settings)
  const rows = (await warehouse.query(plan.statement)) as readonly ResultRow[]
  return readReading({
    metric,
    request: full,
    plan,
    rows,
    settings,
    span: { from: '1900-01-01', to: '2999-12-31' },
    spans,
    target: null,
    labels: (_dimension, member) => member ?? 'missing',
    imports: [],
    asOf: `${full.today}T00:00:00Z`,
  })
}
