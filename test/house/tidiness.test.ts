import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { faultWords } from '#core/fault-words.ts'
import { kpis } from '#kpis/index.ts'
import { sources } from '#sources/index.ts'
import { sourceFiles } from './source-files.ts'

const files = [...sourceFiles('src'), ...sourceFiles('test'), ...sourceFiles('bench')]
const isData = (path: string): boolean =>
  /(messages|fixture|golden|\.data|words\/|member-words)/.test(path) || path.includes('fault-words')

describe('the house', () => {
  test('no file is longer than 300 lines', () => {
    const long = files
      .filter((file) => !isData(file.path))
      .map((file) => ({ path: file.path, lines: file.text.split('\n').length - 1 }))
      .filter((file) => file.lines > 300)
    expect(long).toEqual([])
  })

  test('no drawers', () => {
    const drawers = /^(utils?|common|shared|helpers?|lib|service|manager|misc)(\.ts)?$/
    expect(files.map((file) => file.path).filter((path) => path.split('/').some((part) => drawers.test(part)))).toEqual(
      [],
    )
  })

  test('folders and registries agree', () => {
    const folders = (zone: string): string[] =>
      readdirSync(join('src', zone), { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map((entry) => entry.name)
        .sort()
    expect(kpis.map((kpi) => kpi.slug).sort()).toEqual(folders('kpis'))
    expect(sources.map((source) => source.slug).sort()).toEqual(folders('sources'))
  })

  test('every fault thrown has its sentence in both languages', () => {
    const thrown = files
      .filter((file) => file.path.startsWith('src/'))
      .flatMap((file) => [...file.text.matchAll(/new Fault\(\s*'([^']+)'/g)].map((match) => match[1]!))
    expect([...new Set(thrown)].filter((code) => !(code in faultWords)).sort()).toEqual([])
  })

  test('no sentence of the product claims a cause', () => {
    const causal = /(^|[\s“(])(vì|bởi|khiến|gây ra)([\s”).,]|$)|\bdo (đó|vậy)\b/i
    const english = /\b(because|caused by|due to)\b/i
    const found = Object.entries(faultWords)
      .filter(([, words]) => causal.test(words.vi) || english.test(words.en))
      .map(([code]) => code)
    expect(found).toEqual([])
  })

  test('every path cited in the documents exists', () => {
    const documents = [
      'AGENTS.md',
      'README.md',
      'CONTRIBUTING.md',
      ...readdirSync('docs', { recursive: true }).map((name) => join('docs', String(name))),
    ].filter((path) => path.endsWith('.md') && existsSync(path))
    const missing = documents.flatMap((path) =>
      [...readFileSync(path, 'utf8').matchAll(/`((?:src|test|docs|bench|scripts|examples)\/[\w./-]+)`/g)]
        .map((match) => match[1]!)
        .filter((cited) => !existsSync(cited))
        .map((cited) => `${path}: ${cited}`),
    )
    expect(missing).toEqual([])
  })

  test('a mark in a sentence stands in both languages', () => {
    const marks = (text: string): string[] =>
      [...new Set([...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!))].sort()
    expect(
      Object.entries(faultWords)
        .filter(([, words]) => marks(words.vi).join() !== marks(words.en).join())
        .map(([code]) => code),
    ).toEqual([])
  })
})
