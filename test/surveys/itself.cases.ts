import { beforeAll, expect, test } from 'vitest'
import { commandIn } from '#cli/arguments.ts'
import { sendByItself } from '#operations/surveys/send-round.ts'
import { operations } from '../../src/main/operations.ts'
import type { Shop } from './shop.ts'
import { theAsker } from './the-asker.ts'

let shop: Shop
beforeAll(async () => {
  ;({ shop } = await theAsker())
}, 60_000)

const running = new AbortController().signal
const wake = (wall: string, signal = running): Promise<void> => sendByItself(shop.at(wall), signal)

test('the server sends a day’s number bit by bit within the hours, and nothing outside them', async () => {
  shop.fresh('many', { daily_cap: 4 })
  await shop.runNps()
  for (const wall of ['2026-11-18T08:29:00', '2026-11-18T18:00:00', '2026-11-21T10:00:00']) await wake(wall)
  expect(shop.post.taken.length).toBe(0)
  await wake('2026-11-18T08:30:00')
  expect(shop.post.taken.length).toBe(1)
  // Two minutes before the end half of what is left goes each minute; then a day’s number has gone.
  for (const minute of ['58', '59']) await wake(`2026-11-18T17:${minute}:00`)
  expect(shop.post.taken.length).toBe(4)
  await wake('2026-11-18T17:59:30')
  expect(shop.post.taken.length).toBe(4)
  await wake('2026-11-19T17:59:00')
  expect(shop.post.taken.length).toBe(6)
  expect(new Set(shop.post.taken.flatMap(({ to }) => to)).size).toBe(6)
})

test('off, asked to stop, or without a survey that runs, it sends nothing', async () => {
  shop.fresh('many', { on: false })
  await shop.runNps()
  await wake('2026-11-18T10:00:00')
  shop.fresh('many')
  await wake('2026-11-18T10:00:00')
  await shop.runNps()
  const stopped = new AbortController()
  stopped.abort()
  await wake('2026-11-18T10:00:00', stopped.signal)
  expect(shop.post.taken.length).toBe(0)
})

test('a mail server that is not there is told of; what was due goes out when it is back', async () => {
  shop.fresh('many')
  await shop.runNps()
  const { mail } = shop.at('2026-11-18T10:00:00')
  const server = mail.mailServer()!
  mail.putMailServer({ ...server, port: 1 })
  await expect(wake('2026-11-18T10:00:00')).rejects.toThrow('survey.stopped')
  mail.putMailServer(server)
  await wake('2026-11-18T10:01:00')
  expect(shop.post.taken.length).toBe(6)
})

test('a backup keeps no password, and what is brought back from it sends nothing', async () => {
  shop.fresh('many')
  const { mail, surveys } = shop.at('2026-11-18T10:00:00')
  const server = mail.mailServer()!
  mail.putMailServer({ ...server, user: 'khaosat', password: 'mèo vàng' })
  const { openStore } = await import('#store/open.ts')
  const store = openStore(`${shop.folder}/data/store.sqlite`)
  await store.snapshot(`${shop.folder}/copy.sqlite`)
  store.close()
  const copy = openStore(`${shop.folder}/copy.sqlite`)
  expect([copy.mail.mailServer()!.password, copy.surveys.sending().on, surveys.sending().on]).toEqual([
    null,
    false,
    true,
  ])
  copy.close()
  mail.putMailServer(server)
})

test('nhip surveys list says what nhip surveys does', () => {
  expect(commandIn(['surveys', 'list', '--json'], operations)).toMatchObject({
    operation: { name: 'surveys.list' },
    rest: ['--json'],
  })
  expect(commandIn(['metric', 'list'], operations)).toMatchObject({ rest: ['list'] })
})
