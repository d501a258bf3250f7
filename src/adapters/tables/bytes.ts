import { type FileHandle, open } from 'node:fs/promises'
import { Fault } from '#core/fault.ts'

const chunkBytes = 1024 * 1024

const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : ''

/** The refusal that a failing file operation stands for; anything else is passed on as it is. */
export const fileFault = (error: unknown, file: string): Error => {
  if (error instanceof Fault) return error
  switch (codeOf(error)) {
    case 'ENOENT':
    case 'ENOTDIR':
      return new Fault('file.not_found', { file })
    case 'EACCES':
    case 'EPERM':
      return new Fault('file.not_allowed', { file })
    case 'EISDIR':
      return new Fault('file.is_directory', { file })
    case 'ENOSPC':
    case 'EDQUOT':
      return new Fault('disk.full', { file })
    case 'EIO':
      return new Fault('file.unreadable', { file })
    default:
      return error instanceof Error ? error : new Error(String(error))
  }
}

/** The first bytes of a file, or those from `start` on. */
export const readHead = async (path: string, size: number, start = 0): Promise<Buffer> => {
  const file = await open(path, 'r')
  try {
    const buffer = Buffer.alloc(size)
    let filled = 0
    for (;;) {
      const { bytesRead } = await file.read(buffer, filled, size - filled, start + filled)
      filled += bytesRead
      if (bytesRead === 0 || filled === size) return buffer.subarray(0, filled)
    }
  } finally {
    await file.close()
  }
}

/** Gives the bytes of a file in order, from `start`; each piece is only valid until the next one is asked for. */
export async function* readPieces(path: string, start = 0): AsyncGenerator<Buffer> {
  const file = await open(path, 'r')
  try {
    const buffer = Buffer.alloc(chunkBytes)
    let at = start
    for (;;) {
      const { bytesRead } = await file.read(buffer, 0, chunkBytes, at)
      if (bytesRead === 0) return
      at += bytesRead
      yield buffer.subarray(0, bytesRead)
    }
  } finally {
    await file.close()
  }
}

export type Output = {
  readonly write: (text: string) => void
  /** Puts what was written on disk once there is enough of it; to be awaited now and then. */
  readonly flush: () => Promise<void>
  readonly close: () => Promise<void>
}

/** A new text file written in large pieces. Throws Fault `disk.full` where the disk has no room. */
export const createOutput = async (path: string): Promise<Output> => {
  const file: FileHandle = await open(path, 'wx', 0o600)
  let parts: string[] = []
  let size = 0
  const put = async (): Promise<void> => {
    if (parts.length === 0) return
    const bytes = Buffer.from(parts.join(''), 'utf8')
    parts = []
    size = 0
    try {
      for (let at = 0; at < bytes.length; ) at += (await file.write(bytes, at)).bytesWritten
    } catch (error) {
      throw fileFault(error, path)
    }
  }
  return {
    write: (text) => {
      parts.push(text)
      size += text.length
    },
    flush: async () => {
      if (size >= chunkBytes) await put()
    },
    close: async () => {
      try {
        await put()
      } finally {
        await file.close()
      }
    },
  }
}
