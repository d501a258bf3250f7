import { createHash, createHmac, randomBytes, randomInt, randomUUID } from 'node:crypto'
import { base32 } from './totp.ts'

/** 192 bits that nobody can guess, for letting a holder in. */
export const randomToken = (): string => randomBytes(24).toString('base64url')

/** 128 bits that nobody can guess in 22 letters, for a link that has to stay on one line of a mail. */
export const linkToken = (): string => randomBytes(16).toString('base64url')

/** Name of a new account or token; says nothing of it. */
export const randomId = (): string => randomUUID()

/** Secret of an authenticator app: 160 bits in base32. */
export const randomTotpSecret = (): string => base32(randomBytes(20))

/** What is kept of a token. */
export const digestOf = (token: string): string => createHash('sha256').update(token).digest('hex')

/** Bytes nobody can guess. */
export const randomOf = (bytes: number): Uint8Array => randomBytes(bytes)

/** A whole number from 0 to `n` − 1, each as likely. */
export const randomBelow = (n: number): number => randomInt(n)

/** Hex of a text that cannot be found by trying texts without the key. */
export const keyedDigest = (key: string, text: string): string => createHmac('sha256', key).update(text).digest('hex')
