import { defineMessages } from '#core/messages.ts'
import type { Argument, Input, Operation } from '#core/operation.ts'
import type { ReadingDeps } from './dependencies.ts'
import { describeMetricNamed, listMetrics } from './describe-metric.ts'
import { readKpis } from './read-kpis.ts'
import { readMetric } from './read-metric.ts'
import { readRows } from './read-rows.ts'
import type { ReadingInput } from './request.ts'

const words = defineMessages({
  kpis: { vi: 'Bảy chỉ số, mỗi chỉ số một dòng', en: 'The seven, one line each' },
  metric: {
    vi: 'Một chỉ số: giá trị, thay đổi, chi tiết theo chiều, chuỗi thời gian',
    en: 'One metric: value, change, breakdown, series',
  },
  metrics: { vi: 'Danh sách chỉ số, công thức và các chiều', en: 'Every metric with its formula and dimensions' },
  describe: { vi: 'Định nghĩa của một chỉ số', en: 'The definition of one metric' },
  rows: { vi: 'Các dòng đứng sau một con số', en: 'The rows behind a number' },
  id: { vi: 'tên chỉ số, ví dụ net_sales', en: 'name of the metric, e.g. net_sales' },
  period: {
    vi: 'kỳ: this-week, last-month, 2026-11, 2026-W47, 2026-11-01..2026-11-18, …',
    en: 'period: this-week, last-month, 2026-11, 2026-W47, 2026-11-01..2026-11-18, …',
  },
  compare: {
    vi: 'so với: previous (mặc định), previous-whole, year, none hoặc một khoảng ngày',
    en: 'compared with: previous (default), previous-whole, year, none, or a range',
  },
  where: {
    vi: 'lọc: location=S001,S002 hoặc source!=facebook; lặp lại được',
    en: 'filter: location=S001,S002 or source!=facebook; may be repeated',
  },
  by: { vi: 'tách theo một hoặc hai chiều: location,product', en: 'split by one or two dimensions: location,product' },
  grain: { vi: 'bước của chuỗi: day, week, month', en: 'step of the series: day, week, month' },
  horizon: { vi: 'số ngày để tính chốt được, hoặc any', en: 'days within which a conversion counts, or any' },
  lag: {
    vi: 'plain hoặc lagged (lùi chi phí theo thời gian chốt)',
    en: 'plain, or lagged (cost moved back by the time to close)',
  },
  market: {
    vi: 'giá thị trường: median, mean, min hoặc tên một đối thủ',
    en: 'market price: median, mean, min, or one competitor',
  },
  clock: { vi: 'wall (giờ thường) hoặc business (giờ làm việc)', en: 'wall or business hours' },
  limit: { vi: 'số dòng nhiều nhất', en: 'most rows to give' },
})

const period: readonly Argument[] = [
  { name: 'period', kind: 'text', help: words.period },
  { name: 'compare', kind: 'text', help: words.compare },
  { name: 'where', kind: 'list', help: words.where },
]

const metricArguments: readonly Argument[] = [
  { name: 'id', kind: 'text', position: 0, required: true, help: words.id },
  ...period,
  { name: 'by', kind: 'list', help: words.by },
  { name: 'grain', kind: 'text', help: words.grain },
  { name: 'horizon', kind: 'text', help: words.horizon },
  { name: 'lag', kind: 'text', help: words.lag },
  { name: 'market', kind: 'text', help: words.market },
  { name: 'clock', kind: 'text', help: words.clock },
]

const readingInput = (input: Input): ReadingInput => input as ReadingInput

export const readingOperations: readonly Operation<ReadingDeps>[] = [
  {
    name: 'kpis.read',
    command: ['kpis'],
    http: { method: 'get', path: '/kpis' },
    help: words.kpis,
    arguments: period,
    changes: false,
    run: (input, deps) => readKpis(readingInput(input), deps),
  },
  {
    name: 'metrics.list',
    command: ['metrics'],
    http: { method: 'get', path: '/metrics' },
    help: words.metrics,
    arguments: [],
    changes: false,
    run: async () => ({ metrics: listMetrics() }),
  },
  {
    name: 'metrics.read',
    command: ['metric'],
    http: { method: 'get', path: '/metrics/{id}' },
    help: words.metric,
    arguments: metricArguments,
    changes: false,
    run: (input, deps) => readMetric(readingInput(input), deps),
  },
  {
    name: 'metrics.describe',
    command: ['metrics', 'describe'],
    http: { method: 'get', path: '/metrics/{id}/definition' },
    help: words.describe,
    arguments: [{ name: 'id', kind: 'text', position: 0, required: true, help: words.id }],
    changes: false,
    run: async (input) => describeMetricNamed(String(input['id'])),
  },
  {
    name: 'metrics.rows',
    command: ['rows'],
    http: { method: 'get', path: '/metrics/{id}/rows' },
    help: words.rows,
    arguments: [...metricArguments, { name: 'limit', kind: 'number', help: words.limit }],
    changes: false,
    discloses: true,
    streams: true,
    run: (input, deps, { emit }) =>
      readRows({ ...readingInput(input), limit: (input['limit'] as number | undefined) ?? null }, deps, emit),
  },
]
