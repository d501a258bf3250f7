import { Hono } from 'hono'
import { describe, expect, test } from 'vitest'
import { addressOf, isForwarded, networkOf } from '#http/address.ts'

describe('attempts are counted', () => {
  test.each([
    ['203.0.113.9', '203.0.113.9'],
    ['203.0.113.9:51234', '203.0.113.9'],
    ['::ffff:203.0.113.9', '203.0.113.9'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:0DB8:0001:0002:ffff::1', '2001:db8:1:2::/64'],
    ['[2001:db8:1:2::9]:443', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['64:ff9b::203.0.113.9', '64:ff9b:0:0::/64'],
    ['unknown', null],
    ['', null],
    ["'; drop table attempt; --", null],
  ])('from %s as from %s', (address, network) => {
    expect(networkOf(address)).toBe(network)
  })

  const asked = async (peer: string, headers: Record<string, string>, httpVersion = '1.1') => {
    const app = new Hono()
    app.get('/', (context) => context.json([addressOf(context), isForwarded(context)]))
    const env = { incoming: { socket: { remoteAddress: peer }, httpVersion } }
    return (await (await app.request('/', { headers }, env)).json()) as readonly [string, boolean]
  }

  test.each([
    ['a proxy of this machine is believed, the last it names', '127.0.0.1', '6.6.6.6, 203.0.113.9', '203.0.113.9'],
    ['what it names by a port, too', '::ffff:127.0.0.1', '203.0.113.9:4711', '203.0.113.9'],
    ['anybody else is not', '198.51.100.4', '203.0.113.9', '198.51.100.4'],
    ['what is no address is not', '127.0.0.1', 'not-an-address', '127.0.0.1'],
    ['a network of IPv6 is one', '127.0.0.1', '2001:db8:1:2:aaaa::1', '2001:db8:1:2::/64'],
  ])('%s', async (_who, peer, told, expected) => {
    expect((await asked(peer, { 'x-forwarded-for': told }))[0]).toBe(expected)
  })

  test('and what came through somebody else is told by any of the marks they leave', async () => {
    expect(await asked('127.0.0.1', {})).toEqual(['127.0.0.1', false])
    for (const name of ['Forwarded', 'Via', 'X-Forwarded-For', 'X-Forwarded-Proto', 'X-Real-IP', 'CF-Connecting-IP'])
      expect([name, (await asked('127.0.0.1', { [name]: '1' }))[1]]).toEqual([name, true])
    expect((await asked('127.0.0.1', {}, '1.0'))[1]).toBe(true)
  })
})
