import { createCipheriv, createDecipheriv, createHmac } from 'node:crypto'
import {
  closeSync,
  existsSync,
  fsyncSync,
  futimesSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { diskFullOr } from '#core/disk-full.ts'
import { Fault } from '#core/fault.ts'
import type { Gathered, PulseBoxes } from '#core/pulse/round.ts'

const nothing: Gathered = { spent: [], ballots: [], comments: [] }
const nonceBytes = 12
const tagBytes = 16
/** Sizes come in steps, so that a file does not tell by how much it grew. */
const step = 16_384

const flushed = (path: string, bytes: Uint8Array): void => {
  const file = openSync(path, 'w', 0o600)
  try {
    writeSync(file, bytes)
    // When the last answer came is nobody's business either.
    futimesSync(file, 0, 0)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

/**
 * Boxes of open rounds: a file each, written whole in the place of the one before, encrypted under a secret of the
 * round that is destroyed with it. No answer therefore leaves a trace of its own: nothing is appended, no journal is
 * kept, and what a disk still holds of earlier files cannot be read once the secret is gone.
 * @param random that many bytes by chance
 */
export const openPulseBoxes = (folder: string, random: (bytes: number) => Uint8Array): PulseBoxes => {
  const place = (round: string, kind: 'key' | 'box'): string => {
    // Ids are made here; nothing else becomes part of a path.
    if (!/^[0-9a-f-]{36}$/.test(round)) throw new Error('not a round')
    return join(folder, `${round}.${kind}`)
  }
  const flushFolder = (): void => {
    const handle = openSync(folder, 'r')
    try {
      fsyncSync(handle)
    } finally {
      closeSync(handle)
    }
  }
  const put = (path: string, bytes: Uint8Array): void => {
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 })
      flushed(`${path}.new`, bytes)
      renameSync(`${path}.new`, path)
      flushFolder()
    } catch (error) {
      throw diskFullOr(error, path)
    }
  }
  const secret = (round: string): Buffer => {
    const path = place(round, 'key')
    if (!existsSync(path)) throw new Fault('pulse.secret_gone')
    return readFileSync(path)
  }
  const derived = (round: string, use: string): Buffer => createHmac('sha256', secret(round)).update(use).digest()
  const stands = (round: string): boolean => existsSync(place(round, 'key'))
  const prepare = (round: string): void => {
    if (!stands(round)) put(place(round, 'key'), random(32))
  }
  return {
    prepare,
    stands,
    token: (round, person) => derived(round, `link ${person}`).subarray(0, 16).toString('base64url'),
    read: (round) => {
      const path = place(round, 'box')
      // What a break left behind was told to nobody.
      rmSync(`${path}.new`, { force: true })
      if (!existsSync(path)) return nothing
      const bytes = readFileSync(path)
      const open = createDecipheriv('aes-256-gcm', derived(round, 'box'), bytes.subarray(0, nonceBytes))
      open.setAAD(Buffer.from(round))
      open.setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes))
      try {
        const text = Buffer.concat([open.update(bytes.subarray(nonceBytes + tagBytes)), open.final()])
        return JSON.parse(text.toString('utf8')) as Gathered
      } catch {
        throw new Fault('pulse.box_damaged')
      }
    },
    write: (round, gathered) => {
      prepare(round)
      const text = Buffer.from(JSON.stringify(gathered))
      const padded = Buffer.alloc(Math.ceil((text.length + 1) / step) * step, ' ')
      text.copy(padded)
      const nonce = random(nonceBytes)
      const seal = createCipheriv('aes-256-gcm', derived(round, 'box'), nonce)
      seal.setAAD(Buffer.from(round))
      const sealed = Buffer.concat([seal.update(padded), seal.final()])
      put(place(round, 'box'), Buffer.concat([nonce, seal.getAuthTag(), sealed]))
    },
    forget: (round) => {
      for (const kind of ['key', 'box'] as const) {
        const path = place(round, kind)
        rmSync(`${path}.new`, { force: true })
        if (!existsSync(path)) continue
        if (kind === 'key') flushed(path, new Uint8Array(32))
        rmSync(path)
      }
      if (existsSync(folder)) flushFolder()
    },
  }
}
