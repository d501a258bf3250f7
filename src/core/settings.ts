import type { WeekStart } from './calendar/unit.ts'
import { defineMessages } from './messages.ts'
import { type AssignmentRules, noRules } from './work/assign.ts'

const labels = defineMessages({
  organisation: { vi: 'Tên tổ chức', en: 'Organisation name' },
  time_zone: { vi: 'Múi giờ', en: 'Time zone' },
  week_start: { vi: 'Ngày đầu tuần', en: 'First day of the week' },
  language: { vi: 'Ngôn ngữ', en: 'Language' },
  currency: { vi: 'Đồng tiền báo cáo', en: 'Reporting currency' },
  response_limit_minutes: {
    vi: 'Hạn liên hệ contact mới (phút làm việc)',
    en: 'Time limit for a first attempt (business minutes)',
  },
  business_hours: { vi: 'Giờ làm việc theo thứ (1 = thứ Hai)', en: 'Business hours by weekday (1 = Monday)' },
  conversion_days: { vi: 'Số ngày để tính một contact chốt được', en: 'Days within which a contact counts as won' },
  own_competitor: { vi: 'Tên dùng cho giá của chính mình', en: 'Name that stands for our own prices' },
  anonymity_floor: {
    vi: 'Số câu trả lời tối thiểu để hiện điểm nhân viên',
    en: 'Fewest employee answers a score is shown for',
  },
  survey_gate_days: {
    vi: 'Số ngày chờ trước khảo sát đầu, theo dòng hàng',
    en: 'Days before the first survey, by product line',
  },
  stale_days: {
    vi: 'Số ngày không có dữ liệu mới thì coi là cũ',
    en: 'Days without new data before a number is called stale',
  },
  price_valid_days: {
    vi: 'Số ngày một giá đã thấy còn được tính (0: cho tới khi thấy giá mới)',
    en: 'Days a price seen still counts (0: until a newer one is seen)',
  },
  retention_months: {
    vi: 'Số tháng giữ tên, số điện thoại, email của người không còn liên hệ (0: giữ mãi)',
    en: 'Months the name, phone and e-mail of people nothing is heard of are kept (0: for good)',
  },
  target_bands: { vi: 'Ngưỡng đỏ và vàng của mục tiêu', en: 'Red and amber limits of a target' },
  holidays: { vi: 'Ngày nghỉ thêm', en: 'Further holidays' },
  method_cost_per_minute: {
    vi: 'Chi phí mỗi phút khi nhân viên không có đơn giá',
    en: 'Cost per minute where a rep has none',
  },
  assignment_rules: {
    vi: 'Quy tắc giao contact',
    en: 'Rules for giving contacts to people',
  },
  paid_sources: {
    vi: 'Các nguồn trả tiền (trống: nguồn có chi phí quảng cáo)',
    en: 'Paid sources (empty: sources with advertising cost)',
  },
})

/** What an owner can change. Every default is visible here; the value's type is the default's. */
export const settings = {
  organisation: { fallback: '', label: labels.organisation },
  time_zone: { fallback: 'Asia/Ho_Chi_Minh', label: labels.time_zone },
  /** `monday`, `sunday` or `saturday`. */
  week_start: { fallback: 'monday' as string, label: labels.week_start },
  language: { fallback: 'vi', label: labels.language },
  currency: { fallback: 'VND', label: labels.currency },
  response_limit_minutes: { fallback: 60, label: labels.response_limit_minutes },
  /** Weekday (1 Monday) → opening and closing time; a missing weekday is closed. */
  business_hours: {
    fallback: Object.fromEntries([1, 2, 3, 4, 5, 6].map((day) => [String(day), ['08:00', '17:30']])),
    label: labels.business_hours,
  },
  conversion_days: { fallback: 30, label: labels.conversion_days },
  own_competitor: { fallback: 'own', label: labels.own_competitor },
  anonymity_floor: { fallback: 5, label: labels.anonymity_floor },
  /** Product line → days; `*` is every other line. */
  survey_gate_days: { fallback: { '*': 120 } as Record<string, number>, label: labels.survey_gate_days },
  stale_days: { fallback: 7, label: labels.stale_days },
  price_valid_days: { fallback: 0 as number, label: labels.price_valid_days },
  retention_months: { fallback: 0 as number, label: labels.retention_months },
  target_bands: { fallback: [0.8, 1], label: labels.target_bands },
  holidays: { fallback: [] as string[], label: labels.holidays },
  method_cost_per_minute: { fallback: 0, label: labels.method_cost_per_minute },
  paid_sources: { fallback: [] as string[], label: labels.paid_sources },
  assignment_rules: { fallback: noRules as AssignmentRules, label: labels.assignment_rules },
} as const

export type SettingName = keyof typeof settings
export type Settings = { readonly [K in SettingName]: (typeof settings)[K]['fallback'] }

export const defaultSettings = Object.fromEntries(
  Object.entries(settings).map(([name, setting]) => [name, setting.fallback]),
) as unknown as Settings

const weekStarts: Readonly<Record<string, WeekStart>> = { monday: 1, sunday: 7, saturday: 6 }

/** The days a week can begin on, as the setting says them. */
export const weekStartNames: readonly string[] = Object.keys(weekStarts)

/** The weekday a week begins on (1 Monday). */
export const weekStartOf = ({ week_start }: Pick<Settings, 'week_start'>): WeekStart => weekStarts[week_start] ?? 1
