import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import type { Signing } from '#core/leads/lead.ts'

/** Seconds a signature of ours may be old, or a clock be off. */
const tolerance = 300

const isSame = (given: string, expected: string): boolean => {
  const [a, b] = [Buffer.from(given.toLowerCase()), Buffer.from(expected)]
  return a.length === b.length && timingSafeEqual(a, b)
}

const hmac = (secret: string, text: string | Uint8Array): string =>
  createHmac('sha256', secret).update(text).digest('hex')

/** What a sender of ours puts into `x-nhip-signature`: the moment in seconds, and an HMAC of it and the body. */
export const signatureOf = (secret: string, body: string, seconds: number): string =>
  `t=${seconds},v1=${hmac(secret, `${seconds}.${body}`)}`

type Headers = (name: string) => string | undefined

const checks: Readonly<Record<Signing, (secret: string, body: string, header: Headers, seconds: number) => boolean>> = {
  nhip: (secret, body, header, seconds) => {
    const [, at, mac] = /^t=(\d{1,12}),v1=([\da-f]{64})$/i.exec(header('x-nhip-signature') ?? '') ?? []
    if (at === undefined || mac === undefined || Math.abs(seconds - Number(at)) > tolerance) return false
    return isSame(mac, hmac(secret, `${at}.${body}`))
  },
  // Meta signs the body with the app's secret: developers.facebook.com/docs/graph-api/webhooks/getting-started
  meta: (secret, body, header) => {
    const [, mac] = /^sha256=([\da-f]{64})$/i.exec(header('x-hub-signature-256') ?? '') ?? []
    return mac !== undefined && isSame(mac, hmac(secret, body))
  },
  // Zalo hashes app id, body, time and the account's secret one after the other: developers.zalo.me, webhook
  zalo: (secret, body, header) => {
    const [, mac] = /^(?:mac=)?([\da-f]{64})$/i.exec(header('x-zevent-signature') ?? '') ?? []
    if (mac === undefined) return false
    const { app_id, timestamp } = JSON.parse(body) as { readonly app_id?: unknown; readonly timestamp?: unknown }
    const text = `${String(app_id ?? '')}${body}${String(timestamp ?? '')}${secret}`
    return isSame(mac, createHash('sha256').update(text).digest('hex'))
  },
}

/** Whether a message was signed by who shares the secret; `seconds` is now. */
export const isSigned = (signing: Signing, secret: string, body: string, header: Headers, seconds: number): boolean => {
  try {
    return checks[signing](secret, body, header, seconds)
  } catch {
    return false
  }
}

/** A mark of when a page was made, that only this server can make. */
export const stampOf = (secret: string, form: string, seconds: number): string =>
  `${seconds}.${hmac(secret, `page ${form} ${seconds}`).slice(0, 32)}`

/** Seconds since the page was made; null where the mark is not one of ours, or a day old. */
export const secondsSince = (stamp: string, secret: string, form: string, seconds: number): number | null => {
  const at = Number(stamp.split('.')[0])
  if (!Number.isSafeInteger(at) || !isSame(stamp, stampOf(secret, form, at))) return null
  const passed = seconds - at
  return passed >= 0 && passed <= 86_400 ? passed : null
}
