import { defineMessages } from '../messages.ts'

/** Why a file that was recognised may still not be loaded. */
export const sourceFaults = defineMessages({
  'source.column_missing': {
    vi: 'Tệp này không có cột nào trong các cột: {columns}. Hãy xuất lại tệp có thêm một cột đó; chưa có gì được nhập.',
    en: 'This file has none of the columns: {columns}. Export it again with one of them; nothing was loaded.',
  },
  'spend.period_missing': {
    vi: 'Tệp chi phí này không cho biết chi từ ngày nào đến ngày nào. Hãy xuất lại theo ngày, hoặc kèm ngày bắt đầu và ngày kết thúc báo cáo (cột: {columns}); chưa có gì được nhập.',
    en: 'This cost file does not say from which day to which day the money was spent. Export it by day, or with the first and last day of the report (columns: {columns}); nothing was loaded.',
  },
  'deal.stage_only': {
    vi: 'Tệp này không có ngày chốt của thương vụ. Hãy xuất lại kèm một trong các cột: {columns}; chưa có gì được nhập.',
    en: 'This file has no date on which a deal closed. Export it again with one of the columns: {columns}; nothing was loaded.',
  },
})
