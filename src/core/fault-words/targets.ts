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
    vi: 'Các mức của “{metric}” chưa theo thứ tự: tối thiểu {minimum#}, mục tiêu {target#}, thử thách {stretch#}. Mức thử thách phải khó đạt hơn mục tiêu, mục tiêu khó hơn mức tối thiểu.',
    en: 'The levels of “{metric}” are out of order: minimum {minimum#}, target {target#}, stretch {stretch#}. Stretch must be harder to reach than the target, the target harder than the minimum.',
  },
  'target.list_malformed': {
    vi: 'Chưa đọc được danh sách mục tiêu: {given}. Cần một danh sách JSON như [{"metric": "contacts_new", "period": "2026-11", "target": 4500}]; where là danh sách chữ, các mức là số.',
    en: 'The list of targets cannot be read: {given}. Expected is a JSON list like [{"metric": "contacts_new", "period": "2026-11", "target": 4500}]; where is a list of texts, levels are numbers.',
  },
  'target.too_many': {
    vi: 'Một lần đặt được nhiều nhất {most} mục tiêu, đã nhận {given}. Hãy chia thành nhiều lần.',
    en: 'At most {most} targets can be set at once, {given} were given. Split them up.',
  },
  'target.twice': {
    vi: 'Mục tiêu của “{metric}” cho {period} (phần: {scope}) có hai lần trong danh sách; chỉ lần đầu được đặt. Hãy giữ lại một.',
    en: 'The target of “{metric}” for {period} (part: {scope}) stands in the list twice; only the first was set. Keep one.',
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
