import iconv from 'iconv-lite'
import { vniPairs, vniSingles } from './vni.data.ts'

const vni = new Map<string, string>([...vniPairs, ...vniSingles])
const vniFound = new RegExp(
  `${vniPairs.map(([written]) => written).join('|')}|[${vniSingles.map(([written]) => written).join('')}]`,
  'g',
)

/** Text typed in a VNI font, as its code page shows it (“Nguyeãn”), to Unicode (“Nguyễn”). */
export const fromVni = (text: string): string => text.replace(vniFound, (written) => vni.get(written) ?? written)

/** Character → byte, for text that was read with windows-1252 or ISO 8859-1 by mistake. */
const bytes = new Map<string, number>()
for (let byte = 0x80; byte < 0x100; byte++) bytes.set(String.fromCharCode(byte), byte)
for (let byte = 0x80; byte < 0xa0; byte++) {
  const shown = iconv.decode(Buffer.of(byte), 'windows-1252')
  if (shown !== '\ufffd') bytes.set(shown, byte)
}
const tcvn = new Map([...bytes].map(([shown, byte]) => [shown, iconv.decode(Buffer.of(byte), 'tcvn')]))

/** Text typed in a TCVN 5712 (ABC) font, as windows-1252 shows it (“B»ng”), to Unicode (“Bằng”). */
export const fromTcvnGlyphs = (text: string): string => text.replace(/[^\0-\x7f]/g, (shown) => tcvn.get(shown) ?? shown)

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** UTF-8 that was read as windows-1252 and saved as UTF-8 again (“HÃ ”), undone wherever it can be (“Hà”). */
export const fromDoubleUtf8 = (text: string): string =>
  text.replace(/[^\0-\x7f]{2,}/g, (run) => {
    const original: number[] = []
    for (const shown of run) {
      const byte = bytes.get(shown)
      if (byte === undefined) return run
      original.push(byte)
    }
    try {
      return strict.decode(Uint8Array.from(original))
    } catch {
      return run
    }
  })
