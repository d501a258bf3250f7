import { defineMessages } from '#core/messages.ts'

/** Words of the gallery. */
export const words = defineMessages({
  title: { vi: 'Mọi biểu đồ, mọi trạng thái', en: 'Every chart, every state' },
  intro: {
    vi: 'Vẽ bằng chính các phần của trang thật, với số liệu dựng sẵn, để soát cách trình bày.',
    en: 'Drawn by the very parts of the real pages, from made-up numbers, to look their drawing over.',
  },
  rows: { vi: 'Dòng của Tổng quan', en: 'Rows of the overview' },
  head: { vi: 'Đầu trang của một chỉ số', en: 'Head of a number’s page' },
  trend: { vi: 'Theo thời gian', en: 'Over time' },
  parts: { vi: 'Thay đổi gồm những gì', en: 'What a change consists of' },
  blocks: { vi: 'Phần riêng của từng chỉ số', en: 'Views of each KPI' },
  turns: { vi: 'Tách và các dòng', en: 'Breakdown and rows' },
  page: { vi: 'Cả trang', en: 'Whole pages' },
  usual: { vi: 'bình thường', en: 'usual' },
  ahead: { vi: 'vượt mục tiêu', en: 'ahead of target' },
  no_data: { vi: 'không có dữ liệu', en: 'no data' },
  no_target: { vi: 'chưa đặt mục tiêu', en: 'no target' },
  hidden: { vi: 'ẩn để giữ ẩn danh', en: 'hidden for anonymity' },
  too_few: { vi: 'quá ít', en: 'too few' },
  unplaced: { vi: 'chưa xác định nơi', en: 'unplaced' },
  one: { vi: 'một dòng', en: 'one row' },
  many: { vi: 'rất nhiều dòng', en: 'very many rows' },
  stale: { vi: 'dữ liệu cũ', en: 'stale' },
  gap: { vi: 'thiếu vài kỳ', en: 'gaps' },
  running: { vi: 'kỳ chưa hết', en: 'running period' },
  loading: { vi: 'đang tải', en: 'loading' },
  refused: { vi: 'bị từ chối', en: 'refused' },
  offline: { vi: 'mất kết nối', en: 'no connection' },
  refusal: {
    vi: 'Vai trò của bạn không xem được phần này. Hỏi chủ tài khoản.',
    en: 'Your role does not show this part. Ask the owner.',
  },
})

/** The states everything is shown in. */
export const states = [
  'usual',
  'ahead',
  'running',
  'no_data',
  'no_target',
  'hidden',
  'too_few',
  'unplaced',
  'one',
  'many',
  'stale',
  'gap',
  'loading',
  'refused',
] as const satisfies readonly (keyof typeof words)[]
export type State = (typeof states)[number]
