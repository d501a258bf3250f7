import { defineMessages } from '../messages.ts'

/** What stands between a number and its meaning, by code. Marks are filled with the guard's own parameters. */
export const guardWords = defineMessages({
  'window.partial': {
    vi: 'Hôm nay ({day}) chưa hết ngày: phần so sánh chỉ lấy những ngày đã trọn.',
    en: 'Today ({day}) is not over: only whole days are compared.',
  },
  'window.today_only': {
    vi: 'Kỳ này chỉ có hôm nay ({day}), chưa hết ngày nên chưa kết luận được.',
    en: 'The period is today alone ({day}), which is not over: too early to tell.',
  },
  'window.unequal': {
    vi: 'Hai kỳ khác số ngày: {days} và {other}.',
    en: 'The two ranges differ in length: {days} and {other} days.',
  },
  'days.missing': {
    vi: 'Không có dữ liệu nào của ngày {days}: xem là thiếu dữ liệu, không phải là 0.',
    en: 'There are no data at all for {days}: taken as absent, not as zero.',
  },
  'data.late': {
    vi: 'Dữ liệu tới muộn: ngày cuối có dữ liệu là {last}, kỳ này đến {to}.',
    en: 'Data are late: the last day with data is {last}, the period goes to {to}.',
  },
  'definition.changed': {
    vi: 'Cách tính đã đổi trong thời gian so sánh: {what}.',
    en: 'The definition changed between the two ranges: {what}.',
  },
  'parts.offsetting': {
    vi: 'Các phần tăng và giảm bù trừ nhau: tăng {up}, giảm {down}.',
    en: 'Parts offset each other: {up} up, {down} down.',
  },
  'member.dominant': {
    vi: 'Riêng {what} ({size}) đã bằng {share} của phần thay đổi này.',
    en: '{what} alone ({size}) makes up {share} of that.',
  },
  'data.too_few': {
    vi: 'Quá ít dữ liệu để kết luận: {cases} trong cả hai kỳ.',
    en: 'Too few to tell: {cases} in both ranges together.',
  },
  'cohort.immature': {
    vi: 'Nhóm này còn mới: hai kỳ được so sánh ở cùng số ngày tuổi.',
    en: 'The cohort is young: both ranges are compared at the same age.',
  },
  'member.relabelled': {
    vi: '{from} mất đúng lúc {to} xuất hiện với số lượng gần bằng: có thể chỉ là đổi tên.',
    en: '{from} vanished as {to} appeared, about as large: it may only have been renamed.',
  },
  'member.unknown_grew': {
    vi: 'Phần “{label}” tăng {size}: nên xem lại dữ liệu nhập trước khi kết luận.',
    en: 'The part “{label}” grew by {size}: look at the data before drawing a conclusion.',
  },
  'comparison.unusual': {
    vi: 'Kỳ so sánh mới là kỳ khác thường: {value}, mức thường {usual}.',
    en: 'It is the range compared with that was unusual: {value}, usually {usual}.',
  },
  'history.short': {
    vi: 'Chưa đủ lịch sử để biết mức thường: mới có {windows} kỳ tương tự.',
    en: 'Too little history to know what is usual: {windows} like windows.',
  },
  'holiday.differs': {
    vi: 'Hai kỳ khác nhau về ngày lễ: {days}.',
    en: 'The two ranges differ in public holidays: {days}.',
  },
  'state.settling': {
    vi: 'Con số này đếm việc chưa xong: ngày càng cũ càng ít, nên hai kỳ không so được với nhau.',
    en: 'This counts what is not settled yet: older days have had longer, so the two ranges do not compare.',
  },
  'value.missing': {
    vi: 'Không có số để so sánh: {reason}.',
    en: 'There is no number to compare: {reason}.',
  },
  'split.not_additive': {
    vi: 'Con số này không cộng được từ các phần, nên không tách theo phần. Xem thay: {instead}.',
    en: 'This number is no sum of parts, so it is not split into them. Look at these instead: {instead}.',
  },
  'split.quantile': {
    vi: 'Trung vị không cộng được từ các phần: thay vào đó, tách tỷ lệ trường hợp trên {threshold}.',
    en: 'A median is no sum of parts: the share of cases above {threshold} is split instead.',
  },
  'split.incomplete': {
    vi: 'Các phần không cộng đủ mức thay đổi: còn {rest} không xếp được.',
    en: 'The parts do not add up to the change: {rest} cannot be placed.',
  },
  'split.hidden': {
    vi: 'Có nhóm được ẩn để giữ ẩn danh: chỉ tách tới mức được phép hiện.',
    en: 'Some groups are hidden for anonymity: split only as far as may be shown.',
  },
  'mix.reversal': {
    vi: 'Đa số các phần đi ngược chiều với tổng: thay đổi nằm ở cơ cấu, không ở từng phần.',
    en: 'Most parts moved against the whole: the change lies in the mix, not in the parts.',
  },
})

export type GuardCode = keyof typeof guardWords
