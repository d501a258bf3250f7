import type { Mapping } from './mapping.ts'

/**
 * Online places of sale. Every source that names one uses the same id, so that the same order arriving from the
 * marketplace's own file and from an aggregator's stands at one place.
 */
export type SalesChannel = { readonly id: string; readonly name: string; readonly writings: readonly string[] }

export const salesChannels: readonly SalesChannel[] = [
  { id: 'shopee', name: 'Shopee', writings: ['shopee', 'shopee.vn', 'san shopee'] },
  { id: 'lazada', name: 'Lazada', writings: ['lazada', 'lazada.vn', 'san lazada'] },
  {
    id: 'tiktok_shop',
    name: 'TikTok Shop',
    writings: ['tiktokshop', 'tiktok shop', 'tiktok_shop', 'tiktok', 'san tiktok shop', 'san tiktokshop'],
  },
  { id: 'tiki', name: 'Tiki', writings: ['tiki', 'tiki.vn', 'san tiki'] },
  { id: 'sendo', name: 'Sendo', writings: ['sendo', 'sendo.vn', 'san sendo'] },
  {
    id: 'web',
    name: 'Web',
    writings: ['web', 'website', 'online store', 'online_store', 'webshop', 'sapo web', 'haravan web', 'landing page'],
  },
  { id: 'facebook', name: 'Facebook', writings: ['facebook', 'fb', 'messenger', 'facebook messenger', 'harasocial'] },
  { id: 'instagram', name: 'Instagram', writings: ['instagram', 'ig'] },
  { id: 'zalo', name: 'Zalo', writings: ['zalo', 'zalo oa', 'zalo_oa'] },
  { id: 'phone', name: 'Phone', writings: ['phone', 'dien thoai', 'hotline', 'telesales'] },
]

/** What files write for a channel → its id, for `values.location_id`; the importer compares folded. */
export const channelIds: Readonly<Record<string, string>> = Object.fromEntries(
  salesChannels.flatMap((channel) => channel.writings.map((writing) => [writing, channel.id])),
)

/** What files write for a channel → `then`, for `values.kind`, `values.name` or `values.channel`. */
export const channelValues = (then: (channel: SalesChannel) => string): Readonly<Record<string, string>> =>
  Object.fromEntries(salesChannels.flatMap((channel) => channel.writings.map((writing) => [writing, then(channel)])))

/** The one online location of a marketplace's own file. */
export const onlineLocation = (id: string): Mapping => {
  const channel = salesChannels.find((candidate) => candidate.id === id)
  if (!channel) throw new Error(`no sales channel ${id}`)
  return {
    entity: 'location',
    columns: {},
    constants: { location_id: id, name: channel.name, kind: 'online', channel: channel.name },
    distinct: true,
  }
}
