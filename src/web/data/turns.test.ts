import { expect, test } from 'vitest'
import { takeTurns } from './turns.ts'

const forever = new AbortController().signal
const tick = (): Promise<void> => new Promise((done) => setTimeout(done))

test('no more than so many run at once, the others in the order they came', async () => {
  const inTurn = takeTurns(2)
  const begun: number[] = []
  const ends: (() => void)[] = []
  const all = [0, 1, 2, 3].map((i) =>
    inTurn(forever, () => {
      begun.push(i)
      return new Promise<void>((done) => {
        ends[i] = done
      })
    }),
  )
  await tick()
  expect(begun).toEqual([0, 1])
  ends[1]!()
  await tick()
  expect(begun).toEqual([0, 1, 2])
  ends[0]!()
  ends[2]!()
  await tick()
  ends[3]!()
  await Promise.all(all)
  expect(begun).toEqual([0, 1, 2, 3])
})

test('what nobody waits for any more is never asked, and keeps no turn', async () => {
  const inTurn = takeTurns(1)
  const begun: string[] = []
  const gone = new AbortController()
  let end = (): void => undefined
  const first = inTurn(forever, () => {
    begun.push('first')
    return new Promise<void>((done) => {
      end = done
    })
  })
  const dropped = inTurn(gone.signal, async () => void begun.push('dropped'))
  const last = inTurn(forever, async () => void begun.push('last'))
  gone.abort()
  await expect(dropped).rejects.toThrow()
  end()
  await Promise.all([first, last])
  expect(begun).toEqual(['first', 'last'])
})

test('one that fails gives its turn on', async () => {
  const inTurn = takeTurns(1)
  await expect(inTurn(forever, () => Promise.reject(new Error('refused')))).rejects.toThrow('refused')
  expect(await inTurn(forever, async () => 'next')).toBe('next')
})
