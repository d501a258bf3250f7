import { defineMessages } from '../messages.ts'

export const explainFaults = defineMessages({
  'explain.no_dimensions': {
    vi: 'Chưa có chiều nào để tìm. Hãy nêu ít nhất một cột: --dims vùng,nguồn.',
    en: 'There is no dimension to search. Name at least one column: --dims region,source.',
  },
  'explain.too_many_dimensions': {
    vi: 'Có {count} chiều; nhiều nhất là {most}. Hãy bớt cột trong --dims.',
    en: 'There are {count} dimensions; at most {most} are taken. Name fewer columns in --dims.',
  },
  'explain.column_missing': {
    vi: 'Tệp không có cột “{column}”. Các cột đọc được: {columns}.{nearest}',
    en: 'The file has no column “{column}”. Columns found: {columns}.{nearest}',
  },
  'explain.column_twice': {
    vi: 'Tệp có hơn một cột tên “{column}”. Hãy đổi tên một cột rồi thử lại.',
    en: 'The file has more than one column named “{column}”. Rename one and try again.',
  },
  'explain.column_used_twice': {
    vi: 'Cột “{column}” được dùng cho hai việc. Mỗi chiều và mỗi con số cần một cột riêng.',
    en: 'The column “{column}” is used for two things. Each dimension and each number needs a column of its own.',
  },
  'explain.denominator': {
    vi: '--denominator cần hai cột: mẫu số đo được và mẫu số dự kiến, ví dụ --denominator luot,luot_du_kien. Đã nhận: “{given}”.',
    en: '--denominator needs two columns: the observed and the expected denominator, e.g. --denominator visits,visits_expected. Received: “{given}”.',
  },
  'explain.not_positive': {
    vi: '“{argument}” phải là số nguyên từ 1 trở lên; đã nhận {given}.',
    en: '“{argument}” must be a whole number from 1 on; received {given}.',
  },
  'explain.not_numbers': {
    vi: '{count} ô không phải là số nên chưa tính gì: {places}. Hãy sửa các ô đó rồi thử lại.',
    en: '{count} cells are not numbers, so nothing was computed: {places}. Mend them and try again.',
  },
  'explain.negative_denominator': {
    vi: '{count} ô của mẫu số nhỏ hơn 0 nên chưa tính gì: {places}. Mẫu số là số lượng, không thể âm.',
    en: '{count} cells of a denominator are below 0, so nothing was computed: {places}. A denominator is an amount and cannot be negative.',
  },
  'explain.no_rows': {
    vi: 'Tệp {file} có tiêu đề nhưng không có dòng nào.',
    en: 'The file {file} has a header but no rows.',
  },
  'explain.damaged_rows': {
    vi: '{count} dòng không tách được thành ô nên chưa tính gì, dòng đầu là dòng {line}: “{text}”. Hãy sửa rồi thử lại.',
    en: '{count} rows could not be split into cells, so nothing was computed; the first is line {line}: “{text}”. Mend them and try again.',
  },
})
