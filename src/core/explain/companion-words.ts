import { defineMessages } from '../messages.ts'

/** What moved alongside, as it stands inside “goes together with: …”. */
export const companionWords = defineMessages({
  up: { vi: '{name} tăng {size}', en: '{name} up {size}' },
  down: { vi: '{name} giảm {size}', en: '{name} down {size}' },
  higher: { vi: '{name} cao hơn {size}', en: '{name} {size} higher' },
  lower: { vi: '{name} thấp hơn {size}', en: '{name} {size} lower' },
  of: { vi: '{what} ({part})', en: '{what} ({part})' },
  'competitor.promotion': {
    vi: 'khuyến mãi của {competitor} từ {before} lên {after}',
    en: 'promotions of {competitor} from {before} to {after}',
  },
  'day.closed': { vi: 'không bán hàng ngày {days}', en: 'no sales at all on {days}' },
  'product.out_of_stock': { vi: 'hết hàng trong kho', en: 'out of stock' },
})
