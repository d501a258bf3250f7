import { describe, expect, test } from 'vitest'
import { csvCell, csvLine } from './csv.ts'

describe('a cell a spreadsheet would run', () => {
  test.each([
    ['=HYPERLINK("http://evil.example","x")', `"'=HYPERLINK(""http://evil.example"",""x"")"`],
    ['+cmd|calc', "'+cmd|calc"],
    ['-2+3', "'-2+3"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', `"'\t=1"`],
    ['\r=1', `"'\r=1"`],
    // The forms a Vietnamese or Japanese keyboard writes.
    ['＝1+1', "'＝1+1"],
    ['＋1', "'＋1"],
    ['－1', "'－1"],
    ['＠x', "'＠x"],
  ])('%j is text', (value, cell) => {
    expect(csvCell(value)).toBe(cell)
  })

  test.each([
    ['+84 is a phone as it stands', '+84912345678', '+84912345678'],
    ['a negative number', '-12.5', '-12.5'],
    ['a sign within', 'a=b', 'a=b'],
    ['an amount', -3, '-3'],
    ['nothing', null, ''],
  ])('%s is left alone', (_what, value, cell) => {
    expect(csvCell(value)).toBe(cell)
  })
})

test('a cell ends neither its row nor its column', () => {
  expect(csvLine(['a,b', 'say "no"', 'two\r\nlines', 'x;y', 1])).toBe('"a,b","say ""no""","two\r\nlines","x;y",1\r\n')
})
