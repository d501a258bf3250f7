import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { base32, totpCode } from '../../src/adapters/totp.ts'
import { type Browser, firstOwner, hire, type Office, openOffice, password } from './office.ts'

let office: Office
let owner: Browser
beforeAll(async () => {
  office = await openOffice()
  owner = await firstOwner(office)
})
afterAll(() => office.close())

const codeOf = async (answer: Response): Promise<readonly [number, unknown]> => [
  answer.status,
  answer.status === 200 ? null : ((await answer.json()) as { code: string }).code,
]

describe('the second step', () => {
  test('codes are those of RFC 6238', () => {
    const secret = base32(Buffer.from('12345678901234567890'))
    // Appendix B, SHA-1: seconds since 1970 and the eight digits.
    for (const [seconds, code] of [
      [59, '94287082'],
      [1111111109, '07081804'],
      [1111111111, '14050471'],
      [1234567890, '89005924'],
      [2000000000, '69279037'],
      [20000000000, '65353130'],
    ] as const)
      expect(totpCode(secret, Math.floor(seconds / 30), 8)).toBe(code)
  })

  /** As an authenticator app works it out, apart from the product. */
  const appCode = (secret: string, time: number): string => {
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
    const number = [...secret].reduce((all, sign) => all * 32n + BigInt(letters.indexOf(sign)), 0n)
    const key = Buffer.from(number.toString(16).padStart((secret.length * 5) / 4, '0'), 'hex')
    const counter = Buffer.from(
      Math.floor(time / 30_000)
        .toString(16)
        .padStart(16, '0'),
      'hex',
    )
    const mac = createHmac('sha1', key).update(counter).digest()
    return String(mac.readInt32BE(mac.at(-1)! % 16) & 0x7fffffff)
      .slice(-6)
      .padStart(6, '0')
  }

  test('once confirmed is asked for, takes each code once, and can be taken away', async () => {
    let now = Date.parse('2026-11-18T04:40:00Z')
    const pass = (): void => {
      office.wait(30_000)
      now += 30_000
    }
    const one = await hire(office, owner, { email: 'hai@congty.vn', role: 'analyst' })
    const signIn = (code?: string): Promise<Response> =>
      office
        .browser()
        .ask('POST', '/session', { email: 'hai@congty.vn', password, ...(code === undefined ? {} : { code }) })
    expect((await one.ask('POST', '/session/totp', { password: 'sai mật khẩu' })).status).toBe(401)
    const { secret, uri } = await one.post<{ secret: string; uri: string }>('/session/totp', { password })
    expect(secret).toMatch(/^[A-Z2-7]{32}$/)
    expect(uri).toContain(`secret=${secret}`)
    expect((await signIn()).status).toBe(200)
    expect(await codeOf(await one.ask('POST', '/session/totp/confirm', { code: '000000' }))).toEqual([
      401,
      'session.code_wrong',
    ])
    const before = one.cookie()
    expect(await one.post('/session/totp/confirm', { code: appCode(secret, now) })).toMatchObject({
      user: { totp: true },
    })
    expect(one.cookie()).not.toBe(before)
    expect(await codeOf(await signIn())).toEqual([401, 'session.code_needed'])
    expect(await codeOf(await signIn(appCode(secret, now)))).toEqual([401, 'session.code_wrong'])
    pass()
    expect(await codeOf(await signIn(appCode(secret, now - 300_000)))).toEqual([401, 'session.code_wrong'])
    const code = appCode(secret, now)
    const both = await Promise.all([signIn(code), signIn(code)])
    expect(both.map((answer) => answer.status).sort()).toEqual([200, 401])
    const { link } = await owner.post<{ link: { path: string } }>('/users/hai@congty.vn/reset')
    const lost = office.browser()
    const reset = await lost.ask('POST', '/setup', { token: link.path.split('#')[1], password })
    expect(await reset.json()).toMatchObject({ signed_in: false })
    expect(lost.cookie()).toBeNull()
    await owner.post('/users/hai@congty.vn/reset', { totp: true })
    expect((await signIn()).status).toBe(200)
  })
})
