import { writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { Fault } from '#core/fault.ts'
import { faultSentence } from '#core/fault-words.ts'
import { parseMapping } from '#core/import/mapping-json.ts'
import type { Params } from '#core/messages.ts'
import type { FileResult } from '#operations/imports/import-files.ts'
import { useProduct } from '../data/product.ts'
import { useWarehouse } from '../import/stage.ts'
import { useTables } from '../tables/opened.ts'
import { fileCases } from './file-cases.ts'
import { keptCases, whileCases } from './kept-cases.ts'
import { mappingCases } from './mapping-cases.ts'
import { cellsOf, type Entry, jsonOf, looksOf, pageOf, type Section } from './page.ts'
import { changed, rowCases } from './row-cases.ts'
import { saidCases } from './said-cases.ts'
import { refusedCases, rowsRefusedCases, type WholeCase } from './whole-cases.ts'

const { refused } = useTables()
useWarehouse()
const product = useProduct('2026-11-18T05:00:00Z', {}, async () => undefined)

const sections: Section[] = []
const section = (title: string, remark: string): Entry[] => {
  const entries: Entry[] = []
  sections.push({ title, remark, entries })
  return entries
}

/** Its sentence stands in both languages, with every mark filled. */
const hasSentence = (code: string, params: Params): void => {
  for (const language of ['vi', 'en'] as const) {
    const sentence = faultSentence(code, params, language)
    expect(sentence).not.toBe(code)
    expect(sentence).not.toMatch(/\{\w+\}|undefined/)
  }
}

describe('a file that is no table is refused whole:', () => {
  const entries = section('Files that are refused whole', 'Nothing is read of them, and nothing changes.')
  test.each(fileCases)('%s', async (what, name, make, code) => {
    const content = make()
    const fault = await refused(name, content)
    expect(fault.code).toBe(code)
    hasSentence(code, fault.params)
    entries.push({ what, looks: looksOf(name, content), code, params: fault.params })
  })
})

const imported = async ({ file, content, as, map }: Omit<WholeCase, 'code'>): Promise<FileResult> => {
  const path = product.path(file)
  writeFileSync(path, content)
  const mapping = product.path(`${file}.map.json`)
  if (map !== undefined) writeFileSync(mapping, typeof map === 'string' ? map : JSON.stringify(map))
  const { files } = await product.imported(path, {
    ...(as ? { as } : {}),
    ...(map === undefined ? {} : { map: mapping }),
  })
  return files[0] as FileResult
}

const looks = ({ file, content, as, map }: Omit<WholeCase, 'code'>): string =>
  `${looksOf(file, content)}${as ? `, \`--as ${as}\`` : ''}${map === undefined ? '' : `, \`--map\` ${jsonOf(map)}`}`

describe('a file that does not say what it means is refused whole:', () => {
  const entries = section(
    'Files that are not understood',
    'The product asks instead of guessing: refused whole, and nothing changes.',
  )
  test.each(refusedCases)('$what', async (one) => {
    const before = await product.query('select count(*) as n from landed')
    const fault = await imported(one).then(
      () => {
        throw new Error('it was imported')
      },
      (error: unknown) => error as Fault,
    )
    expect(fault).toBeInstanceOf(Fault)
    expect(fault.code).toBe(one.code)
    hasSentence(fault.code, fault.params)
    expect(await product.query('select count(*) as n from landed')).toEqual(before)
    entries.push({ what: one.what, looks: looks(one), code: one.code, params: fault.params })
  })
})

describe('a mapping is refused for', () => {
  const entries = section('Mappings that are refused', 'Before any file is opened.')
  for (const [what, json, code] of mappingCases)
    test(what, () => {
      let fault: Fault | null = null
      try {
        parseMapping(json)
      } catch (error) {
        fault = error as Fault
      }
      expect(fault?.code).toBe(code)
      hasSentence(code, fault!.params)
      entries.push({ what, looks: jsonOf(json), code, params: fault!.params })
    })
})

describe('a bad row is refused with its place and a sentence, and the good one beside it is kept:', () => {
  const entries = section(
    'Rows that are refused',
    'With their line, column, value, code and sentence, in a file to mend and import again; the other rows are loaded.',
  )
  for (const [what, entity, cells, code, column] of rowCases)
    test(what, async () => {
      const { file, rejects } = await changed(entity, cells)
      expect(rejects.map((reject) => [reject.line, reject.code])).toEqual([[3, code]])
      if (column !== '') expect(rejects[0]!.column).toBe(column)
      expect(file.counts).toEqual({ rows_read: 2, rejected: 1, skipped: 0 })
      hasSentence(code, rejects[0]!.params)
      for (const language of ['vi', 'en'] as const)
        expect(faultSentence(code, rejects[0]!.params, language)).toContain('3')
      entries.push({ what, looks: `${entity}: ${cellsOf(cells)}`, code, params: rejects[0]!.params })
    })
  test.each(rowsRefusedCases)('$what', async (one) => {
    const result = await imported(one)
    expect(result).toMatchObject(one.rows!)
    const told = [...result.rejects, ...result.notes].find((each) => each.code === one.code)
    expect(told, JSON.stringify([result.rejects, result.notes])).toBeDefined()
    hasSentence(one.code, told!.params)
    expect(result.rejects_file).not.toBeNull()
    entries.push({ what: one.what, looks: looks(one), code: one.code, params: told!.params })
  })
})

describe('what only looks odd is loaded, and said:', () => {
  const entries = section(
    'Files that are taken, with what was found',
    'Loaded, and the finding stands in the answer’s notes.',
  )
  test.each(saidCases)('$what', async (one) => {
    const result = await imported(one)
    expect(result).toMatchObject({ rejected: 0, ...one.rows! })
    const note = result.notes.find((each) => each.code === one.code)
    expect(note, JSON.stringify(result.notes.map((each) => each.code))).toBeDefined()
    hasSentence(one.code, note!.params)
    entries.push({ what: one.what, looks: looks(one), code: one.code, params: note!.params })
  })
})

describe('what is only unusual is loaded as it stands:', () => {
  const entries = section('Files that are right, however unusual', 'Loaded as they stand.')
  test.each(keptCases)('$what', async (one) => {
    await one.holds(await imported(one), product)
    entries.push({ what: one.what, looks: looks(one), code: null, instead: one.becomes })
  })
})

test('the page of bad input shows every case, as it is today', async ({ skip }) => {
  section('While it works', 'Held by tests of their own.').push(...whileCases)
  const cases = [fileCases, refusedCases, mappingCases, rowCases, rowsRefusedCases, saidCases, keptCases, whileCases]
  const ran = sections.reduce((sum, { entries }) => sum + entries.length, 0)
  skip(ran < cases.flat().length, 'only some cases ran, or some failed')
  expect(ran).toBeGreaterThan(60)
  await expect(pageOf(sections)).toMatchFileSnapshot('../../docs/bad-input.md')
})
