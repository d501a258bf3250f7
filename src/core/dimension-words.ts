import type { DimensionName } from './dimension.ts'
import { defineMessages } from './messages.ts'

/** What each dimension is called where one is chosen. */
export const dimensionWords = defineMessages<DimensionName>({
  source: { vi: 'nguồn', en: 'source' },
  campaign: { vi: 'chiến dịch', en: 'campaign' },
  owner: { vi: 'người phụ trách', en: 'owner' },
  team: { vi: 'đội', en: 'team' },
  method: { vi: 'cách tiếp cận', en: 'contact method' },
  location: { vi: 'địa điểm', en: 'location' },
  location_kind: { vi: 'cửa hàng hay online', en: 'store or online' },
  channel: { vi: 'kênh', en: 'channel' },
  province: { vi: 'tỉnh thành (34)', en: 'province (34)' },
  province_old: { vi: 'tỉnh thành cũ (63)', en: 'former province (63)' },
  region: { vi: 'miền', en: 'region' },
  product: { vi: 'mặt hàng', en: 'product' },
  product_line: { vi: 'dòng hàng', en: 'product line' },
  category: { vi: 'nhóm hàng', en: 'category' },
  brand: { vi: 'nhãn hàng', en: 'brand' },
  rep: { vi: 'nhân viên', en: 'rep' },
  customer_kind: { vi: 'khách mới hay khách cũ', en: 'new or returning' },
  segment: { vi: 'phân khúc khách', en: 'customer segment' },
  spend_category: { vi: 'loại chi phí', en: 'kind of spend' },
  competitor: { vi: 'đối thủ', en: 'competitor' },
  observed_by: { vi: 'cách ghi nhận giá', en: 'how the price was seen' },
  topic: { vi: 'nội dung yêu cầu', en: 'topic' },
  survey_kind: { vi: 'loại khảo sát', en: 'kind of survey' },
  question: { vi: 'câu hỏi', en: 'question' },
  tenure_band: { vi: 'thâm niên', en: 'tenure' },
  weekday: { vi: 'thứ trong tuần', en: 'weekday' },
  hour: { vi: 'giờ trong ngày', en: 'hour' },
})
