import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { predecessorsOf, provinceCodes, provinceFullName, provinceName, successorOf } from './provinces.ts'
import { regionOf, regionSql, regions } from './regions.ts'
import { resolveOldProvince, resolveProvince } from './resolve.ts'
import { listOfProvinces } from './resolve-province.ts'

const place = (text: string): string => {
  const found = resolveProvince(text)
  return found ? `${found.province}/${found.province_old ?? '-'}` : 'unmapped'
}

describe('the lists of provinces', () => {
  test('hold 63 and 34, each of the 63 in one of the 34', () => {
    expect(provinceCodes(63)).toHaveLength(63)
    expect(provinceCodes(34)).toHaveLength(34)
    expect(provinceCodes(34).flatMap(predecessorsOf).sort()).toEqual([...provinceCodes(63)].sort())
    expect(predecessorsOf('79')).toEqual(['74', '77', '79'])
    expect(successorOf('27')).toBe('24')
  })
  test('know Đồng Nai as a city since 30 April 2026 and Huế under its new name', () => {
    expect(provinceFullName('75', 34, '2026-04-29')).toBe('Tỉnh Đồng Nai')
    expect(provinceFullName('75', 34, '2026-04-30')).toBe('Thành phố Đồng Nai')
    expect([provinceName('46', 63), provinceName('46', 34)]).toEqual(['Thừa Thiên Huế', 'Huế'])
    expect(provinceName('74', 34)).toBeNull()
  })
  test('put every one of the 34 into one of six regions', () => {
    expect(new Set(provinceCodes(34).map(regionOf))).toEqual(new Set(regions))
    expect(regionOf('75')).toBe('southeast')
    expect(regionSql('p')).toContain("when p in ('75', '79', '80') then 'southeast'")
  })
})

describe('a province is found', () => {
  test.each([
    ['Hà Nội', '01/01'],
    ['Hà nội', '01/01'],
    ['Ha Noi', '01/01'],
    ['HANOI', '01/01'],
    ['Thủ đô Hà Nội', '01/01'],
    ['Thành phố Hải Phòng', '31/-'],
    ['Bình Dương', '79/74'],
    ['Tỉnh Bình Dương', '79/74'],
    ['T. Bình Dương', '79/74'],
    ['Bà Rịa - Vũng Tàu', '79/77'],
    ['BR-VT', '79/77'],
    ['T.T Huế', '46/46'],
    ['Thừa Thiên – Huế', '46/46'],
    ['Thua Thien-Hue', '46/46'],
    ['Huế', '46/46'],
    ['Hà Tây', '01/01'],
    ['Quảng Ninh', '22/22'],
    ['Thanh Hoá', '38/38'],
    ['74', '79/74'],
    ['4', '04/04'],
    ['VN-57', '79/74'],
    ['VN-SG', '79/79'],
  ])('by its name or code: %s', (text, expected) => expect(place(text)).toBe(expected))

  test('however its Đ is encoded', () => {
    const writings = [
      '\u0110ắk Lắk',
      '\u00d0ắk Lắk',
      'Đăk Lăk',
      'Đắc Lắc',
      'Dak Lak',
      'DakLak',
      'Đắk Lắk'.normalize('NFD'),
    ]
    expect(writings.map(place)).toEqual(writings.map(() => '66/-'))
  })

  test.each([
    'TP.HCM',
    'TPHCM',
    'Tp Hồ Chí Minh',
    'HCM',
    'Sài Gòn',
    'Saigon',
    'Hồ Chí Minh City',
    'Thành phố Hồ Chí Minh, Việt Nam',
  ])('and what it was before stays open where the name grew larger: %s', (text) => expect(place(text)).toBe('79/-'))

  test.each([
    ['Quận 1, TP HCM', '79/79'],
    ['P. Bến Nghé, Q.1, TP.HCM', '79/79'],
    ['Hồ Chí Minh - Quận 01', '79/79'],
    ['Q12 HCM', '79/79'],
    ['Dĩ An, TP HCM', '79/74'],
    ['Bình Dương, TP HCM', '79/74'],
    ['Phường Vũng Tàu, TP.HCM', '79/77'],
    ['Đặc khu Côn Đảo', '79/77'],
    ['TP Bắc Ninh', '24/27'],
    ['Quận 3', '79/79'],
    ['Biên Hòa', '75/75'],
    ['12 Nguyễn Trãi, Thanh Xuân, Hà Nội', '01/01'],
    ['12 Lê Lợi Hà Nội', '01/01'],
    ['TP. Vinh - Nghệ An', '40/40'],
    ['Phan Rang - Tháp Chàm, Ninh Thuận', '56/58'],
  ])('by its districts and wards: %s', (text, expected) => expect(place(text)).toBe(expected))

  test.each([
    ['Quảng Ninh, Quảng Bình', '44/44'],
    ['Huyện Thanh Hóa, Long An', '80/80'],
    ['Bình Tân, Vĩnh Long', '86/86'],
    ['Huyện Hòa Bình, Bạc Liêu', '96/95'],
  ])('although a district bears the name of another: %s', (text, expected) => expect(place(text)).toBe(expected))

  test.each([
    ['Hà Bắc', '24/-'],
    ['Vĩnh Phú', '25/-'],
    ['Minh Hải', '96/-'],
  ])('for provinces long divided that lie in one today: %s', (text, expected) => expect(place(text)).toBe(expected))
})

describe('nothing is guessed', () => {
  test.each([
    '',
    'xyz',
    'N/A',
    '99',
    'Sông Bé',
    'Hải Hưng',
    'Châu Thành',
    'Hà Nội, Cần Thơ',
    '5 Xa lộ Hà Nội',
    '__proto__',
    'constructor',
  ])('unmapped: %s', (text) => expect(place(text)).toBe('unmapped'))
  test('a column with a name of the old list alone is read by that list', () => {
    expect(listOfProvinces(['Bắc Ninh', 'Bắc Giang'])).toBe(63)
    expect(listOfProvinces(['Bắc Ninh', 'Quận 1, TP HCM'])).toBe(63)
    expect(listOfProvinces(['Bắc Ninh', 'TP.HCM', ''])).toBeNull()
    expect(resolveOldProvince('Bắc Ninh')).toEqual({ province: '24', province_old: '27' })
    expect(resolveOldProvince('TP.HCM')).toEqual({ province: '79', province_old: '79' })
    expect(resolveOldProvince('24')).toEqual({ province: '24', province_old: '24' })
  })
})

const data = process.env['NHIP_TEST_DATA']
const vietnam = data ? join(data, 'vietnam') : ''
const json = (file: string): unknown => JSON.parse(readFileSync(join(vietnam, file), 'utf8'))

describe.skipIf(!data || !existsSync(vietnam))('against the official lists (NHIP_TEST_DATA)', () => {
  type Unit = { name_with_type: string; path_with_type: string; code: string; parent_code: string }
  type NewProvince = { Code: string; FullName: string; Wards: { FullName: string; Code: string }[] }

  test('every one of the 63 and of the 34 is found by its full name and its bare one', () => {
    const old = Object.values(json('units-63/tinh_tp.json') as Record<string, Unit>)
    for (const unit of old) {
      expect(resolveOldProvince(unit.name_with_type)?.province_old, unit.name_with_type).toBe(unit.code)
      expect(resolveOldProvince(unit.name_with_type.replace(/^(Tỉnh|Thành phố) /, ''))?.province_old).toBe(unit.code)
    }
    for (const unit of json('units-34/units.json') as NewProvince[])
      expect(resolveProvince(unit.FullName)?.province, unit.FullName).toBe(unit.Code)
  })

  test('every old district and ward written with its province is found in it', () => {
    const districts = json('units-63/quan_huyen.json') as Record<string, Unit>
    const wards = Object.values(json('units-63/xa_phuong.json') as Record<string, Unit>)
    expect([Object.keys(districts).length, wards.length]).toEqual([705, 10_599])
    const wrong = [
      ...Object.values(districts).map((unit) => [unit.path_with_type, unit.parent_code] as const),
      ...wards.map((unit) => [unit.path_with_type, districts[unit.parent_code]!.parent_code] as const),
    ].filter(([path, code]) => {
      const found = resolveProvince(path)
      return found?.province_old !== code || found.province !== successorOf(code)
    })
    expect(wrong).toEqual([])
  })

  test('every new ward written with its province is found in it, and mostly says where it was before', () => {
    const units = json('units-34/units.json') as NewProvince[]
    const all = units.flatMap((unit) =>
      unit.Wards.map((ward) => ({ text: `${ward.FullName}, ${unit.FullName}`, unit })),
    )
    expect(all).toHaveLength(3321)
    const found = all.map(({ text, unit }) => ({ text, unit, place: resolveProvince(text) }))
    expect(found.filter(({ unit, place }) => place?.province !== unit.Code)).toEqual([])
    expect(found.filter(({ place }) => place?.province_old === null).length / all.length).toBeLessThan(0.05)
  })
})
