import { defineMessages } from '../messages.ts'

export const targetFaults = defineMessages({
  'target.level_missing': {
    vi: 'Mục tiêu của “{metric}” cần một con số, ví dụ: nhip targets set {metric} 2026-11 4500. Đã nhận: “{given}”.',
    en: 'A target of “{metric}” needs a number, for example: nhip targets set {metric} 2026-11 4500. Received: “{given}”.',
  },
  'target.period_unknown': {
    vi: 'Mục tiêu đặt cho một tuần, tháng, quý hoặc năm, đã nhận “{period}”. Hãy viết như: {forms}.',
    en: 'A target is for a week, month, quarter or year; received “{period}”. Write it like: {forms}.',
  },
  'target.not_a_share': {
    vi: '“{metric}” là tỷ lệ, viết từ 0 đến 1 (12% là 0.12); đã nhận {given}.',
    en: '“{metric}” is a rate, written from 0 to 1 (12% is 0.12); received {given}.',
  },
  'target.levels_disordered': {
    vi: 'Các mức của “{metric}” chưa theo thứ tự: tối thiểu {minimum}, mục tiêu {target}, thử thách {stretch}. Mức thử thách phải khó đạt hơn mục tiêu, mục tiêu khó hơn mức tối thiểu.',
    en: 'The levels of “{metric}” are out of order: minimum {minimum}, target {target}, stretch {stretch}. Stretch must be harder to reach than the target, the target harder than the minimum.',
  },
  'target.scope_not_plain': {
    vi: 'Mục tiêu chỉ đặt được cho các thành viên nêu tên, ví dụ --where location=S001; đã nhận: {where}. Hãy bỏ phần loại trừ (!=) và nêu mỗi chiều một lần.',
    en: 'A target is set for members that are named, for example --where location=S001; received: {where}. Leave out exclusions (!=) and name each dimension once.',
  },
  'target.nothing_before': {
    vi: 'Chưa đề xuất được mục tiêu {period} cho “{metric}”: không có dữ liệu của {from} – {to}. Hãy nhập dữ liệu năm trước hoặc tự đặt mục tiêu.',
    en: 'No target can be proposed for “{metric}” in {period}: there is no data from {from} to {to}. Import last year’s data, or set the target yourself.',
  },
})
