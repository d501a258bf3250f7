import { defineMessages } from '../messages.ts'

/** Pieces of an explanation's sentences. No word of them states a cause. */
export const sentenceWords = defineMessages({
  fell: { vi: '{name} giảm {size} so với {other}', en: '{name} fell by {size} against {other}' },
  rose: { vi: '{name} tăng {size} so với {other}', en: '{name} rose by {size} against {other}' },
  stayed: { vi: '{name} không đổi so với {other}', en: '{name} did not change against {other}' },
  lower: { vi: '{name} của {first} thấp hơn {second} {size}', en: '{name} of {first} is {size} below {second}' },
  higher: { vi: '{name} của {first} cao hơn {second} {size}', en: '{name} of {first} is {size} above {second}' },
  equal: { vi: '{name} của {first} bằng {second}', en: '{name} of {first} equals {second}' },
  missing: { vi: '{name}: {reason}', en: '{name}: {reason}' },
  in_noise: { vi: ', nằm trong dao động thường', en: ', which is within normal variation' },
  not_sure: { vi: ', chưa đủ để kết luận', en: ', which is not enough to conclude from' },
  usually: { vi: 'Mức thường là {low} – {high}.', en: 'Usually it is {low} – {high}.' },
  across: {
    vi: 'Thay đổi trải đều: không phần nào khác hẳn các phần còn lại.',
    en: 'It is across the board: no part moved otherwise than the rest.',
  },
  across_gap: {
    vi: 'Chênh lệch có ở khắp nơi: không phần nào khác hẳn các phần còn lại.',
    en: 'The gap is everywhere: no part differs otherwise than the rest.',
  },
  part_fell: { vi: '{part} giảm {size}', en: '{part} fell by {size}' },
  part_rose: { vi: '{part} tăng {size}', en: '{part} rose by {size}' },
  part_lower: { vi: '{part} thấp hơn {size}', en: '{part} is {size} lower' },
  part_higher: { vi: '{part} cao hơn {size}', en: '{part} is {size} higher' },
  part_rate: {
    vi: '{part} từ {before} thành {after}',
    en: '{part} went from {before} to {after}',
  },
  part_rate_differs: { vi: '{part}: {after} so với {before}', en: '{part}: {after} against {before}' },
  part_weight_up: {
    vi: 'Tỷ trọng của {part} tăng, ở mức {after} so với cả nhóm {whole}',
    en: '{part} gained weight, at {after} against {whole} overall',
  },
  part_weight_down: {
    vi: 'Tỷ trọng của {part} giảm, ở mức {after} so với cả nhóm {whole}',
    en: '{part} lost weight, at {after} against {whole} overall',
  },
  part_unusual: {
    vi: '{part} ở mức {value}, mức thường là {usual}',
    en: '{part} stands at {value}, usually {usual}',
  },
  accounts: { vi: ', chiếm {share} mức thay đổi', en: ', which accounts for {share} of the change' },
  accounts_gap: { vi: ', chiếm {share} chênh lệch', en: ', which accounts for {share} of the gap' },
  contributes: { vi: ' (đóng góp {size})', en: ' (contributing {size})' },
  then_parts: { vi: '; tiếp theo là {parts}', en: '; next come {parts}' },
  rest_in_noise: {
    vi: '; phần còn lại nằm trong dao động thường',
    en: '; the rest is within normal variation',
  },
  rest_changed: { vi: '; phần còn lại {size}', en: '; the rest {size}' },
  factor_one: { vi: '{factor} chiếm {share} mức thay đổi', en: '{factor} accounts for {share} of the change' },
  factor_one_gap: { vi: '{factor} chiếm {share} chênh lệch', en: '{factor} accounts for {share} of the gap' },
  factor_more: { vi: '; {factor} {share}', en: '; {factor} {share}' },
  factor_even: { vi: '; {factor} gần như không đổi', en: '; {factor} hardly changed' },
  factor_even_gap: { vi: '; {factor} gần như bằng nhau', en: '; {factor} nearly equal' },
  factor_off_down: {
    vi: '{factor} giảm {size}, ngoài dao động thường',
    en: '{factor} fell by {size}, which is outside normal variation',
  },
  factor_off_up: {
    vi: '{factor} tăng {size}, ngoài dao động thường',
    en: '{factor} rose by {size}, which is outside normal variation',
  },
  factor_off_lower: { vi: '{factor} thấp hơn {size}', en: '{factor}: {size} lower' },
  factor_off_higher: { vi: '{factor} cao hơn {size}', en: '{factor}: {size} higher' },
  along: { vi: 'Đi cùng với: {what}.', en: 'Goes together with: {what}.' },
  in_place: { vi: '{what} ở {place}', en: '{what} in {place}' },
})
