import { Buffer } from 'node:buffer'

type Argon2 = typeof import('@node-rs/argon2')

// The native part is loaded when a password is first met: most commands never do.
let loaded: Promise<Argon2> | null = null
const argon2 = (): Promise<Argon2> => {
  loaded ??= import('@node-rs/argon2')
  return loaded
}

/** Argon2id (its number 2 in the library’s list) with 19 MiB and two passes, as OWASP advises at least. */
const cost = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

/** Each takes its memory and a core; more at once would let strangers take all of both. */
const atOnce = 2
let running = 0
const waiting: (() => void)[] = []

const inTurn = async <T>(work: () => Promise<T>): Promise<T> => {
  if (running >= atOnce) await new Promise<void>((go) => waiting.push(go))
  else running += 1
  try {
    return await work()
  } finally {
    // The place is handed on; only where nobody waits is it free.
    const next = waiting.shift()
    if (next) next()
    else running -= 1
  }
}

const bytes = (password: string): Buffer => Buffer.from(password.normalize('NFC'), 'utf8')

/** Password → argon2id in PHC form, with a salt of its own. */
export const hashPassword = (password: string): Promise<string> =>
  inTurn(async () => (await argon2()).hash(bytes(password), cost))

let nobody: Promise<string> | null = null

/**
 * Whether a password is the one that was hashed. Where there is none to compare with, it takes as long and says no.
 */
export const isPassword = async (hashed: string | null, password: string): Promise<boolean> => {
  nobody ??= hashPassword('nobody has this password')
  const against = hashed ?? (await nobody)
  const same = await inTurn(async () => (await argon2()).verify(against, bytes(password)))
  return same && hashed !== null
}
