import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { columnWords } from '#core/column-words.ts'
import type { Block } from '#core/kpi-page.ts'
import type { Words } from '#core/messages.ts'
import type { Metric } from '#core/metric.ts'
import { defaultSettings } from '#core/settings.ts'
import { kpis } from '#kpis/index.ts'
import { kpiPages } from '../../src/web/kpi-pages.ts'
import { messages } from '../../src/web/messages.ts'

const metrics = new Map<string, Metric>(
  kpis.flatMap((kpi) => kpi.metrics.map((metric) => [metric.id, metric] as const)),
)

const metricsOf = (block: Block): readonly string[] =>
  block.kind === 'rounds' || block.kind === 'surveys' || block.kind === 'prices'
    ? []
    : block.kind === 'figures' || block.kind === 'league'
      ? block.metrics
      : [block.metric]

/** Every text of a value that is in two languages, wherever it stands. */
const wordsIn = (value: unknown): Words[] => {
  if (typeof value !== 'object' || value === null) return []
  if ('vi' in value && 'en' in value) return [value as Words]
  return Object.values(value).flatMap(wordsIn)
}

const marks = (text: string): string[] => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort()
/** Statements name no cause; as a question, “vì sao” is asked. */
const causal = /(^|[\s“(])(vì(?! sao)|bởi|khiến|gây ra)([\s”).,]|$)|\bdo (đó|vậy)\b|\b(because|caused by|due to)\b/i

describe('the pages of the seven', () => {
  test('each KPI has one, under its own name, number and headline', () => {
    const folders = readdirSync('src/kpis', { withFileTypes: true }).filter((entry) => entry.isDirectory())
    expect(kpiPages.map((page) => page.slug).sort()).toEqual(folders.map((folder) => folder.name).sort())
    for (const page of kpiPages) {
      const kpi = kpis.find((each) => each.slug === page.slug)!
      expect(page).toMatchObject({ number: kpi.number, name: kpi.name, headline: kpi.headline })
      expect([...page.metrics].sort()).toEqual(kpi.metrics.map((metric) => metric.id).sort())
    }
  })

  for (const page of kpiPages)
    test(`${page.slug}: what it shows exists, split by what it can be split by`, () => {
      for (const block of page.blocks)
        for (const id of metricsOf(block)) {
          expect([...metrics.keys()], block.title.en).toContain(id)
          if ('by' in block && block.by) expect(metrics.get(id)!.dimensions, `${id} by ${block.by}`).toContain(block.by)
        }
      for (const { metric } of [...page.toDo, ...page.facts]) expect([...metrics.keys()]).toContain(metric)
      if ('metric' in page.beside) expect([...metrics.keys()]).toContain(page.beside.metric)
    })

  test('columns of worklists are columns of their rows, and have words', () => {
    const personal = ['name', 'phone', 'email']
    for (const block of kpiPages.flatMap((page) => page.blocks)) {
      if (block.kind !== 'worklist') continue
      const metric = metrics.get(block.metric)!
      const measures = Object.values(metric.measures({}, defaultSettings))
      const own = [...measures.flatMap(({ model }) => model.rows), ...(metric.behind?.model.rows ?? [])]
      const known = [...own, ...personal, ...(own.includes('answer_id') ? ['comment'] : [])]
      expect(
        block.columns.filter((column) => !known.some((row) => row.split(' ').at(-1) === column)),
        block.metric,
      ).toEqual([])
      expect(block.columns.filter((column) => columnWords(column).vi === column && column !== 'email')).toEqual([])
    }
  })

  test('words have the same marks in both languages and name no cause', () => {
    const all = [...wordsIn(messages), ...wordsIn(kpiPages)]
    expect(all.length).toBeGreaterThan(200)
    expect(all.filter((words) => marks(words.vi).join() !== marks(words.en).join())).toEqual([])
    expect(all.filter((words) => causal.test(words.vi) || causal.test(words.en))).toEqual([])
  })
})
