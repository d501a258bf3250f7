const decoder = (label: string): TextDecoder | null => {
  try {
    return new TextDecoder(label)
  } catch {
    return null
  }
}

const byMark = (bytes: Uint8Array): string | null => {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8'
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  return null
}

const inHeader = (contentType: string): string | null => /charset\s*=\s*["']?([\w.:-]+)/i.exec(contentType)?.[1] ?? null

/** Of the page itself, which says it in plain letters whatever follows. */
const inPage = (bytes: Uint8Array): string | null => {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 4_096)).toString('latin1')
  const label = /<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w.:-]+)/i.exec(head)?.[1] ?? null
  // A page that can be read that far is not in it.
  return label !== null && /^utf-?16/i.test(label) ? 'utf-8' : label
}

const isUtf8 = (bytes: Uint8Array): boolean => {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}

/** Text of a page: by its byte order mark, the header, the page's own word, and what its bytes can be, in this order. */
export const pageText = (bytes: Uint8Array, contentType: string): string => {
  for (const label of [byMark(bytes), inHeader(contentType), inPage(bytes)]) {
    const known = label === null ? null : decoder(label)
    if (known !== null) return known.decode(bytes)
  }
  return new TextDecoder(isUtf8(bytes) ? 'utf-8' : 'windows-1252').decode(bytes)
}
