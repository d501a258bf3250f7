import { defineMessages } from '#core/messages.ts'

export const kpiName = { vi: 'Số contacts mới', en: 'New contacts' }

export const names = defineMessages({
  contacts_new: { vi: 'Số contacts mới', en: 'New contacts' },
  contacts_duplicate: { vi: 'Contacts trùng', en: 'Duplicate contacts' },
  contacts_unassigned: { vi: 'Contacts chưa giao người', en: 'Unassigned contacts' },
  contact_coverage: { vi: 'Tỷ lệ đã liên hệ', en: 'Coverage' },
  contacts_untouched: { vi: 'Contacts chưa liên hệ', en: 'Contacts not contacted yet' },
  contact_reach_rate: { vi: 'Tỷ lệ gặp được', en: 'Reach rate' },
  first_response_minutes: { vi: 'Thời gian phản hồi đầu tiên', en: 'Time to first response' },
  within_sla_rate: { vi: 'Tỷ lệ liên hệ đúng hạn', en: 'Contacted within the limit' },
  conversion_rate: { vi: 'Tỷ lệ chốt', en: 'Conversion rate' },
  conversion_rate_period: { vi: 'Tỷ lệ chốt trong kỳ', en: 'Conversion rate of the period' },
})

export const formulas = defineMessages({
  contacts_new: {
    vi: 'Số contact nhận trong kỳ (theo ngày nhận), không tính contact trùng và spam',
    en: 'Contacts received in the period (by arrival date), without duplicates and spam',
  },
  contacts_duplicate: {
    vi: 'Số contact trong kỳ có số điện thoại hoặc email đã nhận trong 90 ngày trước đó',
    en: 'Arrivals of the period whose phone or e-mail was already received in the 90 days before',
  },
  contacts_unassigned: {
    vi: 'Số contact mới của kỳ hiện chưa có người phụ trách',
    en: 'New contacts of the period that have no owner now',
  },
  contact_coverage: {
    vi: 'Contact đã có ít nhất một lần nhân viên chủ động liên hệ ÷ contact mới của kỳ (gồm cả contact chưa giao người; tin trả lời tự động không tính)',
    en: 'Contacts with at least one attempt made by a person of ours ÷ new contacts of the period (unassigned ones included; automatic replies do not count)',
  },
  contacts_untouched: {
    vi: 'Số contact mới của kỳ chưa có lần liên hệ nào',
    en: 'New contacts of the period with no attempt yet',
  },
  contact_reach_rate: {
    vi: 'Contact gặp được ÷ contact đã liên hệ',
    en: 'Contacts reached ÷ contacts attempted',
  },
  first_response_minutes: {
    vi: 'Trung vị (và phân vị 90) của lần liên hệ đầu − lúc nhận, tính bằng phút; theo giờ đồng hồ và theo giờ làm việc; tin trả lời tự động không tính',
    en: 'Median (and 90th percentile) of first attempt − arrival, in minutes; by the wall clock and in business hours; automatic replies do not count',
  },
  within_sla_rate: {
    vi: 'Contact được liên hệ trong hạn (phút làm việc) ÷ contact đã hết hạn hoặc đã được liên hệ',
    en: 'Contacts first attempted within the limit (business minutes) ÷ contacts attempted or whose limit has run out',
  },
  conversion_rate: {
    vi: 'Contact của kỳ đã thành khách hàng trong H ngày kể từ lúc nhận ÷ contact mới của kỳ; nhóm chưa đủ H ngày được so với kỳ trước ở cùng độ tuổi',
    en: 'Contacts of the period that became customers within H days of arrival ÷ new contacts of the period; a cohort younger than H days is compared at equal age',
  },
  conversion_rate_period: {
    vi: 'Contact thành khách hàng trong kỳ (nhận lúc nào cũng tính) ÷ contact mới nhận trong kỳ',
    en: 'Contacts that became customers in the period (whenever received) ÷ new contacts received in the period',
  },
})
