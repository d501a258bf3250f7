import { expect, test } from 'vitest'
import { dataPath, describeWithData, rawRows, useProduct } from './product.ts'

/** Questions whose mean is the theme's score, by their numbers. */
const themes: readonly (readonly [string, number, number])[] = [
  ['My work', 1, 5],
  ['Organisational objectives and purpose', 6, 7],
  ['My manager', 8, 16],
  ['My team', 18, 20],
  ['Learning and development', 21, 24],
  ['Inclusion and fair treatment', 25, 28],
  ['Resources and workload', 29, 34],
  ['Pay and benefits', 35, 37],
  ['Leadership and managing change', 38, 46],
]

const file = dataPath('staff-survey', 'organisation_2023.csv')

describeWithData('staff-survey', () => {
  const product = useProduct('2024-01-10T05:00:00Z', {}, async () => undefined)

  test('the score of a theme is the mean of its questions within one point, in every organisation', () => {
    const scores = Map.groupBy(rawRows(file), (row) => `${row['dept_group']} / ${row['organisation']}`)
    let compared = 0
    for (const [organisation, rows] of scores) {
      const of = (wanted: (measure: string) => boolean): number | null => {
        const value = rows.find((row) => wanted(row['question_measure']!.replaceAll(/\s+/g, ' ')))?.['value']
        return value === undefined || value === '' || value === 'NA' ? null : Number(value)
      }
      for (const [theme, first, last] of themes) {
        const numbers = Array.from({ length: last - first + 1 }, (_, i) => `B${String(first + i).padStart(2, '0')}`)
        const questions = numbers.map((number) => of((measure) => measure.startsWith(`${number}.`)))
        const score = of((measure) => measure.includes(`${theme} theme score`))
        if (score === null || questions.includes(null)) continue
        compared++
        const mean = questions.reduce<number>((sum, question) => sum + question!, 0) / questions.length
        expect([organisation, theme, Math.abs(mean - score) <= 1]).toEqual([organisation, theme, true])
      }
    }
    expect(compared).toBeGreaterThan(900)
  })

  test('shares of answers are not taken for answers', async () => {
    await expect(product.importOne(file, null)).rejects.toMatchObject({
      code: expect.stringMatching(/^file\.unrecognised/),
    })
  })
})
