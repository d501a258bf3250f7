import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { describe, expect, test } from 'vitest'
import { entity } from '#core/entity.ts'
import { findHeader, hasSignature } from '#core/header.ts'
import { missingFields } from '#core/import/mapping-json.ts'
import type { TableHead } from '#core/source.ts'
import { sources } from '#sources/index.ts'

const samples = sources.flatMap((source) =>
  readdirSync(join('src/sources', source.slug))
    .filter((name) => /^sample.*\.csv$/.test(name))
    .map((name) => ({ source, path: join('src/sources', source.slug, name) })),
)

/** A sample's header row: the first of the widest rows. */
const headOf = (path: string): TableHead => {
  const rows: string[][] = parse(readFileSync(path), { relax_column_count: true, skip_empty_lines: true })
  const filled = (row: readonly string[]): number => row.filter((cell) => cell !== '').length
  const at = rows.findIndex((row) => filled(row) === Math.max(...rows.map(filled)))
  return {
    file: path,
    headers: rows[at]!.map((header) => header.normalize('NFC')),
    sample: rows.slice(at + 1),
    preamble: rows.slice(0, at),
  }
}

describe('the sources', () => {
  test('each has a sample and a page', () => {
    for (const source of sources) {
      expect(samples.filter((sample) => sample.source === source).length, source.slug).toBeGreaterThan(0)
      expect(readdirSync(join('src/sources', source.slug)), source.slug).toContain('README.md')
    }
  })

  for (const { source, path } of samples) {
    test(`${path} is recognised by its own source and by no other`, () => {
      const head = headOf(path)
      expect(sources.filter((candidate) => candidate.recognise(head)).map((candidate) => candidate.slug)).toEqual([
        source.slug,
      ])
      expect(hasSignature(head, source.signature)).toBe(true)
    })

    test(`${path} gives every required field, and only fields that exist`, () => {
      for (const mapping of source.recognise(headOf(path))!.mappings) {
        const of = entity(mapping.entity)
        const names = of.fields.map((field) => field.name)
        expect(missingFields(mapping, of)).toEqual([])
        for (const part of [mapping.columns, mapping.constants, mapping.derive, mapping.values])
          expect(Object.keys(part ?? {}).filter((name) => !names.includes(name))).toEqual([])
        for (const [field, values] of Object.entries(mapping.values ?? {})) {
          const { choices } = of.fields.find((candidate) => candidate.name === field)!
          if (choices) expect(Object.values(values).filter((value) => !choices.includes(value))).toEqual([])
        }
      }
    })

    test(`${path} is still recognised with its columns in another order and in decomposed letters`, () => {
      const head = headOf(path)
      const shuffled = [...head.headers].reverse().map((header) => header.normalize('NFD'))
      expect(source.recognise({ ...head, headers: shuffled })?.mappings.length).toBe(
        source.recognise(head)?.mappings.length,
      )
    })

    test(`${path} is no longer taken for its own without any one column of the signature`, () => {
      const head = headOf(path)
      for (const aliases of source.signature) {
        const headers = head.headers.filter((header) => findHeader({ ...head, headers: [header] }, aliases) === null)
        expect(source.recognise({ ...head, headers }), aliases[0]!).toBeNull()
      }
    })
  }

  test('two headers that differ by one capital are two columns', () => {
    const head = {
      file: 'orders.xlsx',
      headers: ['Tổng số tiền Người mua thanh toán', 'Tổng số tiền người mua thanh toán'],
      sample: [],
    }
    expect(findHeader(head, ['Tổng số tiền người mua thanh toán'])).toBe('Tổng số tiền người mua thanh toán')
    expect(findHeader(head, ['TỔNG SỐ TIỀN NGƯỜI MUA THANH TOÁN'])).toBeNull()
  })
})
