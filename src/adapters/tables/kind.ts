/** What a file is, by its first bytes; names and endings are not trusted. */
export type Kind = 'text' | 'json' | 'markup' | 'gzip' | 'zip' | 'parquet' | 'ole' | 'binary'

const startsWith = (bytes: Buffer, ...signature: number[]): boolean =>
  signature.every((byte, index) => bytes[index] === byte)

/** Signatures of what people pick by mistake; without zero bytes these would pass for text. */
const foreign: readonly (readonly number[])[] = [
  [0x25, 0x50, 0x44, 0x46], // PDF
  [0x89, 0x50, 0x4e, 0x47], // PNG
  [0xff, 0xd8, 0xff], // JPEG
  [0x47, 0x49, 0x46, 0x38], // GIF
  [0x52, 0x61, 0x72, 0x21], // RAR
  [0x37, 0x7a, 0xbc, 0xaf], // 7z
  [0x42, 0x5a, 0x68], // bzip2
  [0x28, 0xb5, 0x2f, 0xfd], // zstd
  [0xfd, 0x37, 0x7a, 0x58], // xz
  [0x7f, 0x45, 0x4c, 0x46], // ELF
]

/** Zero bytes in even and odd places: UTF-16 has them on one side only, other text nowhere. */
export const zeroBytes = (bytes: Buffer): { readonly even: number; readonly odd: number } => {
  let even = 0
  let odd = 0
  for (let at = 0; at < bytes.length; at++) if (bytes[at] === 0) at % 2 === 0 ? even++ : odd++
  return { even, odd }
}

/** Which UTF-16 a text without a byte order mark is written in, if in one at all. */
export const utf16Without = (bytes: Buffer): 'utf-16le' | 'utf-16be' | null => {
  const { even, odd } = zeroBytes(bytes)
  const most = bytes.length / 2
  if (odd > most * 0.3 && even < odd * 0.05) return 'utf-16le'
  if (even > most * 0.3 && odd < even * 0.05) return 'utf-16be'
  return null
}

const isText = (head: Buffer): boolean => {
  if (startsWith(head, 0xff, 0xfe) || startsWith(head, 0xfe, 0xff)) return true
  if (utf16Without(head)) return true
  let control = 0
  for (const byte of head) if (byte < 9 || (byte > 13 && byte < 32)) control++
  return control <= head.length * 0.005
}

const startOf = (head: Buffer): string =>
  head
    .toString('utf8', startsWith(head, 0xef, 0xbb, 0xbf) ? 3 : 0, 4096)
    .trimStart()
    .slice(0, 300)

/** Pages and XML that some programs save under the name of a spreadsheet. */
const isMarkup = (start: string): boolean =>
  /^<(\?xml|!doctype|!--|html|head|meta|style|body|table|div)\b/i.test(start) || /^<!--/.test(start)

const isJson = (start: string): boolean => /^\{\s*("|\}|$)/.test(start) || /^\[\s*(\{|\]|$)/.test(start)

export const kindOf = (head: Buffer): Kind => {
  if (startsWith(head, 0x50, 0x4b, 0x03, 0x04) || startsWith(head, 0x50, 0x4b, 0x05, 0x06)) return 'zip'
  if (startsWith(head, 0x1f, 0x8b)) return 'gzip'
  if (startsWith(head, 0x50, 0x41, 0x52, 0x31)) return 'parquet'
  if (startsWith(head, 0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1)) return 'ole'
  if (foreign.some((signature) => startsWith(head, ...signature))) return 'binary'
  if (!isText(head)) return 'binary'
  const start = startOf(head)
  if (isMarkup(start)) return 'markup'
  return isJson(start) ? 'json' : 'text'
}
