import { afterAll } from 'vitest'
import type { Kpi } from '#core/metric.ts'
import { planRows } from '#core/plan-rows.ts'
import type { DayRange, Reading, ReadingRequest } from '#core/reading.ts'
import { defaultSettings, type Settings } from '#core/settings.ts'
import type { Row, Warehouse } from '#core/warehouse.ts'
import { type Fixture, readMetric, warehouseOf } from './fixture-warehouse.ts'

/** Ways to ask one KPI about fixtures, over one period unless another is named; engines are closed after the file's tests. */
export const asking = (kpi: Kpi, period: DayRange, today: string) => {
  const open: Warehouse[] = []
  afterAll(async () => {
    for (const warehouse of open) await warehouse.close()
  })
  return {
    built: async (fixture: Fixture, settings: Settings = defaultSettings): Promise<Warehouse> => {
      const warehouse = await warehouseOf(fixture, [kpi], today, settings)
      open.push(warehouse)
      return warehouse
    },
    ask: (
      warehouse: Warehouse,
      id: string,
      request: Partial<ReadingRequest> = {},
      settings: Settings = defaultSettings,
      spans: Parameters<typeof readMetric>[5] = {},
    ): Promise<Reading> => readMetric(warehouse, kpi, id, { period, today, ...request }, settings, spans),
    rowsOf: async (warehouse: Warehouse, id: string, where: ReadingRequest['where'] = []): Promise<readonly Row[]> => {
      const metric = kpi.metrics.find((candidate) => candidate.id === id)!
      const request = { period, comparison: null, by: [], where, series: [], options: {}, today }
      return warehouse.query(planRows(metric, request, null))
    },
  }
}

/** Value by member of a reading split by one dimension; the missing member under `null`. */
export const members = (reading: Reading, dimension: string): Record<string, number | null> =>
  Object.fromEntries((reading.by ?? []).map((group) => [String(group.members[dimension]), group.value]))
