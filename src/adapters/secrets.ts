import { randomBytes } from 'node:crypto'

/** 192 bits that nobody can guess, for letting a holder in. */
export const randomToken = (): string => randomBytes(24).toString('base64url')
