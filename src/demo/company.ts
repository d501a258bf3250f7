import { locationSeeds, productSeeds } from './company.data.ts'
import { familyNames, menNames, womenNames } from './names.data.ts'
import { type Random, randomFrom } from './random.ts'

export type Location = {
  readonly id: string
  readonly name: string
  readonly kind: 'store' | 'online'
  readonly channel: string
  /** Name of the province as people still say it (the 63); empty online. */
  readonly province: string
  readonly latitude: number | null
  readonly longitude: number | null
  readonly opened_on: string
  readonly area_m2: number | null
  readonly headcount: number
  /** Completed orders on an ordinary day. */
  readonly ordersPerDay: number
  /** Share of visitors who buy. */
  readonly buyingRate: number
}

export type Rep = {
  readonly id: string
  readonly name: string
  readonly team: string
  readonly location_id: string
  readonly cost_per_minute: number
  readonly started_on: string
  /** Skill: multiplies the chance to win. */
  readonly skill: number
  readonly researches: number
}

export type Product = {
  readonly id: string
  readonly name: string
  readonly category: string
  readonly brand: string
  readonly product_line: string
  readonly list_price: number
  readonly unit_cost: number
  readonly stock: number
  readonly popularity: number
}

export type Source = {
  readonly id: string
  readonly share: number
  readonly win: number
  readonly paid: boolean
  readonly campaigns: readonly string[]
}

/** Where contacts come from, their usual share, and the chance that a reached one is won. */
export const sources: readonly Source[] = [
  {
    id: 'facebook',
    share: 0.33,
    win: 0.17,
    paid: true,
    campaigns: ['FB Nồi chảo', 'FB Điện gia dụng', 'FB Khách cũ giới thiệu'],
  },
  { id: 'google', share: 0.16, win: 0.24, paid: true, campaigns: ['GG Thương hiệu', 'GG Từ khoá chung'] },
  { id: 'zalo', share: 0.15, win: 0.22, paid: true, campaigns: ['Zalo OA'] },
  { id: 'tiktok', share: 0.09, win: 0.07, paid: true, campaigns: ['TT Video bếp', 'TT Livestream'] },
  { id: 'website', share: 0.11, win: 0.25, paid: false, campaigns: [] },
  { id: 'referral', share: 0.08, win: 0.36, paid: false, campaigns: [] },
  { id: 'walk_in', share: 0.05, win: 0.4, paid: false, campaigns: [] },
  { id: 'hotline', share: 0.03, win: 0.3, paid: false, campaigns: [] },
]

export const personName = (random: Random): string =>
  `${random.pick(familyNames)} ${random.pick(random.chance(0.56) ? womenNames : menNames)}`

/** A mobile number in a range that the numbering plan leaves unassigned, so that it is nobody's. */
export const personPhone = (n: number): string =>
  `0${['30', '40', '60', '50'][n % 4]}${String(1_000_000 + ((n * 7919) % 8_999_999)).padStart(7, '0')}`

export const locations: readonly Location[] = locationSeeds.map(
  ([id, name, province, latitude, longitude, opened_on, area, size], i) => {
    const online = province === ''
    return {
      id,
      name,
      kind: online ? 'online' : 'store',
      channel: online ? name : 'Cửa hàng',
      province,
      latitude: online ? null : latitude,
      longitude: online ? null : longitude,
      opened_on,
      area_m2: online ? null : area,
      headcount: online ? 4 : Math.max(5, Math.round(size / 2.6)),
      ordersPerDay: size,
      buyingRate: online ? 0.021 + (i % 5) * 0.003 : 0.2 + (i % 7) * 0.017,
    }
  },
)

export const stores = locations.filter((location) => location.kind === 'store')
export const onlineLocations = locations.filter((location) => location.kind === 'online')

/** Teams that work contacts, with the region they serve. */
export const teams = [
  'Hà Nội 1',
  'Hà Nội 2',
  'Miền Bắc',
  'Miền Trung',
  'Tây Nguyên',
  'Sài Gòn 1',
  'Sài Gòn 2',
  'Telesales miền Nam',
] as const

const teamOf = (location: Location, i: number): string => {
  const byProvince: Readonly<Record<string, readonly string[]>> = {
    'Hà Nội': ['Hà Nội 1', 'Hà Nội 2'],
    'TP. Hồ Chí Minh': ['Sài Gòn 1', 'Sài Gòn 2'],
  }
  const own = byProvince[location.province]
  if (own) return own[i % own.length]!
  if (location.latitude === null) return 'Telesales miền Nam'
  if (location.province === 'Đắk Lắk' || location.province === 'Lâm Đồng' || location.province === 'Gia Lai')
    return 'Tây Nguyên'
  return location.latitude > 18.5 ? 'Miền Bắc' : location.latitude > 12 ? 'Miền Trung' : 'Telesales miền Nam'
}

/** Sales people of every location. The first of the second Hà Nội team is the one who researches. */
export const reps: readonly Rep[] = (() => {
  const random = randomFrom('reps')
  let number = 0
  return locations.flatMap((location, place) =>
    Array.from({ length: location.kind === 'online' ? 5 : 3 }, (_, i) => {
      number++
      const team = teamOf(location, place)
      return {
        id: `NV${String(number).padStart(3, '0')}`,
        name: personName(random),
        team,
        location_id: location.id,
        cost_per_minute: 900 + 100 * random.below(9),
        started_on: `20${17 + random.below(8)}-${String(1 + random.below(12)).padStart(2, '0')}-01`,
        skill: Math.exp(0.18 * random.normal()),
        researches: 0.15 + 0.2 * random.next() + (i === 0 ? 0.1 : 0),
      }
    }),
  )
})()

export const products: readonly Product[] = (() => {
  const random = randomFrom('products')
  let number = 0
  return productSeeds.flatMap(({ line, category, brands, items }) =>
    items.flatMap(([name, price, popularity]) =>
      brands.map((brand, i) => {
        number++
        const list_price = Math.round((price * (1 + 0.22 * i + 0.1 * (random.next() - 0.5))) / 1000) * 1000
        return {
          id: `SP${String(number).padStart(4, '0')}`,
          name: `${name} ${brand}`,
          category,
          brand,
          product_line: line,
          list_price,
          unit_cost: Math.round((list_price * (0.56 + 0.14 * random.next())) / 1000) * 1000,
          stock: 40 + random.below(900),
          popularity: popularity / (1 + i * 0.5),
        }
      }),
    ),
  )
})()
