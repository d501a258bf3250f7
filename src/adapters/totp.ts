import { createHmac, timingSafeEqual } from 'node:crypto'

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** Bytes → base32 without padding (RFC 4648). */
export const base32 = (bytes: Uint8Array): string => {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  return (bits.match(/.{1,5}/g) ?? []).map((five) => alphabet[Number.parseInt(five.padEnd(5, '0'), 2)]).join('')
}

const bytesOf = (text: string): Buffer => {
  const bits = [...text].map((sign) => alphabet.indexOf(sign).toString(2).padStart(5, '0')).join('')
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((eight) => Number.parseInt(eight, 2)))
}

/** Code of one 30-second step: HMAC-SHA-1, dynamic truncation, as many decimal digits (RFC 4226, RFC 6238). */
export const totpCode = (secret: string, step: number, digits = 6): string => {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const mac = createHmac('sha1', bytesOf(secret)).update(counter).digest()
  const number = mac.readUInt32BE(mac[19]! & 0xf) & 0x7fffffff
  return String(number % 10 ** digits).padStart(digits, '0')
}

/**
 * The step a code belongs to, that of now or one before or after, and later than the last one taken; null where none is.
 * @param time milliseconds since 1970
 */
export const totpStep = (secret: string, code: string, time: number, last: number): number | null => {
  const given = Buffer.from(code.replaceAll(/\s/g, ''))
  const now = Math.floor(time / 30_000)
  for (const step of [now, now - 1, now + 1]) {
    const expected = Buffer.from(totpCode(secret, step))
    if (step > last && given.length === expected.length && timingSafeEqual(given, expected)) return step
  }
  return null
}
