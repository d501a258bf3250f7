import { defineMessages } from '#core/messages.ts'
import type { Operation } from '#core/operation.ts'
import type { ExplainDeps } from './dependencies.ts'
import { explainFile } from './explain-file.ts'
import { readRequest } from './request.ts'

const words = defineMessages({
  explain: {
    vi: 'Tìm trong một bảng bất kỳ những phần chiếm chênh lệch giữa thực tế và dự kiến',
    en: 'Find in any table the parts that account for actual against expected',
  },
  file: {
    vi: 'bảng (CSV, có thể nén gzip, XLSX, JSON, Parquet)',
    en: 'a table (CSV, gzip allowed, XLSX, JSON, Parquet)',
  },
  dims: { vi: 'các cột phân nhóm, cách nhau bằng dấu phẩy', en: 'columns to group by, separated by commas' },
  actual: { vi: 'cột số thực tế (tử số của một tỷ lệ)', en: 'column of what was observed (numerator of a ratio)' },
  expected: { vi: 'cột số dự kiến (tử số của một tỷ lệ)', en: 'column of what was expected (numerator of a ratio)' },
  denominator: {
    vi: 'với tỷ lệ: cột mẫu số thực tế và mẫu số dự kiến, cách nhau bằng dấu phẩy',
    en: 'for a ratio: columns of the observed and the expected denominator, separated by a comma',
  },
  top: {
    vi: 'nhiều nhất bấy nhiêu phần, và phần mạnh nhất dù chưa đủ chắc',
    en: 'at most so many parts, and the strongest even where it is not certain',
  },
  windows: {
    vi: 'số kỳ mà dự kiến là trung bình của chúng; bỏ trống nếu là dự báo',
    en: 'number of periods that expected is the mean of; left out for a forecast',
  },
})

export const explainOperations: readonly Operation<ExplainDeps>[] = [
  {
    name: 'tables.explain',
    command: ['explain'],
    http: { method: 'post', path: '/explain' },
    help: words.explain,
    arguments: [
      { name: 'file', kind: 'file', position: 0, required: true, help: words.file },
      { name: 'dims', kind: 'text', required: true, help: words.dims },
      { name: 'actual', kind: 'text', required: true, help: words.actual },
      { name: 'expected', kind: 'text', required: true, help: words.expected },
      { name: 'denominator', kind: 'text', help: words.denominator },
      { name: 'top', kind: 'number', help: words.top },
      { name: 'windows', kind: 'number', help: words.windows },
    ],
    changes: false,
    run: (input, deps) => explainFile(readRequest(input), deps),
  },
]
