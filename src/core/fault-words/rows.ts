import { defineMessages } from '../messages.ts'

/** Why a row was refused; it stands in the file of refused rows, to be mended and imported again. */
const refusals = defineMessages({
  'field.missing': {
    vi: 'Dòng {line}: cột “{column}” trống, nhưng “{field}” là bắt buộc. Hãy điền vào.',
    en: 'Line {line}: the column “{column}” is empty, but “{field}” is required. Fill it in.',
  },
  'field.none_of': {
    vi: 'Dòng {line}: cần ít nhất một trong {fields}. Hãy điền một cột.',
    en: 'Line {line}: at least one of {fields} is needed. Fill one in.',
  },
  'number.unreadable': {
    vi: 'Dòng {line}, cột “{column}”: “{value}” không phải số đọc được. Hãy viết như 1250000 hoặc 12,5.',
    en: 'Line {line}, column “{column}”: “{value}” is not a readable number. Write it like 1250000 or 12.5.',
  },
  'number.too_large': {
    vi: 'Dòng {line}, cột “{column}”: “{value}” lớn hơn mức ghi được (14 chữ số trước phần lẻ). Hãy kiểm tra lại số.',
    en: 'Line {line}, column “{column}”: “{value}” is larger than can be kept (14 digits before the decimals). Check the number.',
  },
  'amount.too_large': {
    vi: 'Dòng {line}: số lượng × đơn giá lớn hơn mức ghi được (đơn giá {value}). Hãy kiểm tra số lượng, thường là mã vạch quét nhầm vào cột số lượng.',
    en: 'Line {line}: quantity × unit price is larger than can be kept (unit price {value}). Check the quantity; often a barcode was scanned into it.',
  },
  'number.percent': {
    vi: 'Dòng {line}, cột “{column}”: “{value}” là tỷ lệ phần trăm, ở đây cần số tiền. Hãy đổi ra tiền.',
    en: 'Line {line}, column “{column}”: “{value}” is a percentage where an amount is needed. Turn it into money.',
  },
  'number.out_of_range': {
    vi: 'Dòng {line}, cột “{column}”: {value} nằm ngoài khoảng {least} đến {most}. Hãy sửa lại.',
    en: 'Line {line}, column “{column}”: {value} is outside {least} to {most}. Mend it.',
  },
  'number.negative': {
    vi: 'Dòng {line}, cột “{column}”: {value} là số âm, ở đây cần số từ 0 trở lên.',
    en: 'Line {line}, column “{column}”: {value} is negative; a number from 0 up is needed here.',
  },
  'number.not_positive': {
    vi: 'Dòng {line}, cột “{column}”: {value} phải lớn hơn 0.',
    en: 'Line {line}, column “{column}”: {value} must be above 0.',
  },
  'date.impossible': {
    vi: 'Dòng {line}, cột “{column}”: không có ngày “{value}”. Hãy kiểm tra ngày, tháng và giờ.',
    en: 'Line {line}, column “{column}”: there is no such date as “{value}”. Check day, month and time.',
  },
  'date.unreadable': {
    vi: 'Dòng {line}, cột “{column}”: “{value}” không phải ngày đọc được. Hãy viết như 2026-11-18 hoặc theo kiểu của các dòng khác.',
    en: 'Line {line}, column “{column}”: “{value}” is not a readable date. Write it like 2026-11-18, or as the other rows do.',
  },
  'date.out_of_range': {
    vi: 'Dòng {line}, cột “{column}”: “{value}” nằm ngoài các năm 1900 đến 2100. Hãy kiểm tra năm.',
    en: 'Line {line}, column “{column}”: “{value}” is outside the years 1900 to 2100. Check the year.',
  },
  'boolean.unreadable': {
    vi: 'Dòng {line}, cột “{column}”: “{value}” không phải có hay không. Hãy viết có/không, yes/no, 1/0 hoặc x.',
    en: 'Line {line}, column “{column}”: “{value}” is neither yes nor no. Write yes/no, có/không, 1/0 or x.',
  },
  'choice.unknown': {
    vi: 'Dòng {line}, cột “{column}”: “{value}” không thuộc các giá trị dùng được: {allowed}. Hãy sửa, hoặc ghép giá trị bằng values.{field} trong tệp ghép cột.',
    en: 'Line {line}, column “{column}”: “{value}” is none of the values that can be used: {allowed}. Mend it, or map it with values.{field} in a mapping.',
  },
  'currency.unknown': {
    vi: 'Dòng {line}, cột “{column}”: không có đồng tiền “{value}”. Hãy dùng mã ba chữ như VND, USD.',
    en: 'Line {line}, column “{column}”: there is no currency “{value}”. Use a three-letter code like VND, USD.',
  },
  'currency.no_rate': {
    vi: 'Dòng {line}: chưa có tỷ giá cho {value}. Hãy nhập tỷ giá (nhip template exchange_rate) rồi nhập lại tệp này.',
    en: 'Line {line}: there is no exchange rate for {value}. Import rates (nhip template exchange_rate), then this file again.',
  },
  'return.negative': {
    vi: 'Dòng {line}: hàng trả có số âm ({value}) trong khi các dòng khác là số dương. Hãy thống nhất dấu.',
    en: 'Line {line}: a return is negative ({value}) while other rows are positive. Use one sign throughout.',
  },
  'period.reversed': {
    vi: 'Dòng {line}, cột “{column}”: {value} sớm hơn ngày bắt đầu của chính dòng này. Hãy kiểm tra hai ngày.',
    en: 'Line {line}, column “{column}”: {value} is before the same row’s beginning. Check both dates.',
  },
  'target.period_unreadable': {
    vi: 'Dòng {line}, cột “{column}”: kỳ “{value}” không đọc được. Viết như 2026-11, 2026-Q4, 2026-W47 hoặc 2026.',
    en: 'Line {line}, column “{column}”: the period “{value}” cannot be read. Write it like 2026-11, 2026-Q4, 2026-W47 or 2026.',
  },
  'cell.formula_error': {
    vi: 'Dòng {line}, cột “{column}”: ô có lỗi công thức {value}. Hãy sửa công thức hoặc điền giá trị.',
    en: 'Line {line}, column “{column}”: the cell has the formula error {value}. Mend the formula or type the value.',
  },
  'cell.control_character': {
    vi: 'Dòng {line}, cột “{column}”: ô có ký tự điều khiển không hiện được (“{value}”). Hãy gõ lại ô này.',
    en: 'Line {line}, column “{column}”: the cell has a control character that cannot be shown (“{value}”). Type it again.',
  },
  'cell.too_long': {
    vi: 'Dòng {line}, cột “{column}”: ô dài hơn {most} ký tự (bắt đầu: “{value}”). Hãy rút ngắn, thường là thiếu dấu ngoặc kép đóng.',
    en: 'Line {line}, column “{column}”: the cell is longer than {most} characters (beginning “{value}”). Shorten it; often a closing quote is missing.',
  },
  'key.conflict': {
    vi: 'Dòng {line}: mã {value} đã có ở dòng {other_line} với nội dung khác. Hãy giữ một dòng, hoặc đổi mã.',
    en: 'Line {line}: the key {value} stands on line {other_line} already with other content. Keep one of them, or change the key.',
  },
})

/** What was noticed and decided while reading a file. */
const notes = defineMessages({
  'key.repeated': {
    vi: '{rows} dòng lặp lại y hệt dòng khác nên được bỏ qua (ví dụ dòng {line} giống dòng {other_line}).',
    en: '{rows} rows repeat another row exactly and were skipped (for example line {line} says what line {other_line} does).',
  },
  'key.merged': {
    vi: '{rows} dòng của “{entity}” cùng mã nhưng khác nội dung: lấy giá trị cuối cùng không trống của từng cột (ví dụ dòng {line}).',
    en: '{rows} rows of “{entity}” share a key with others: the last value given of each column is kept (for example line {line}).',
  },
  'number.decimal_mark': {
    vi: 'Cột “{column}”: dấu “{mark}” là phần lẻ, thấy ở dòng {line}: {value}.',
    en: 'Column “{column}”: “{mark}” is the decimal mark, as line {line} shows: {value}.',
  },
  'number.thousands_mark': {
    vi: 'Cột “{column}”: dấu “{mark}” được đọc là hàng nghìn (dòng {line}: {value}). Nếu không phải, hãy chọn formats.decimal.',
    en: 'Column “{column}”: “{mark}” is read as grouping thousands (line {line}: {value}). If it does not, choose formats.decimal.',
  },
  'date.day_first': {
    vi: 'Cột “{column}”: ngày đứng trước tháng, thấy ở dòng {line}: {value}.',
    en: 'Column “{column}”: the day comes before the month, as line {line} shows: {value}.',
  },
  'date.month_first': {
    vi: 'Cột “{column}”: tháng đứng trước ngày, thấy ở dòng {line}: {value}.',
    en: 'Column “{column}”: the month comes before the day, as line {line} shows: {value}.',
  },
  'date.read_as': {
    vi: 'Cột “{column}” được đọc là {format} (dòng {line}: {value}).',
    en: 'Column “{column}” is read as {format} (line {line}: {value}).',
  },
  'province.unmapped': {
    vi: 'Cột “{column}”: {rows} dòng có tên tỉnh thành chưa xác định được, ví dụ {examples}. Các dòng vẫn được nhập, tỉnh thành để “chưa xác định”.',
    en: 'Column “{column}”: {rows} rows name a province that is not known, for example {examples}. They are loaded with the province “unmapped”.',
  },
  'currency.converted': {
    vi: 'Số tiền bằng {currencies} được đổi ra {currency} theo tỷ giá đã nhập, cho các ngày {from} đến {to}.',
    en: 'Amounts in {currencies} were converted to {currency} by the imported rates, for the days {from} to {to}.',
  },
  'order_discount.differs': {
    vi: '{orders} đơn ghi giảm giá cả đơn khác nhau giữa các dòng (ví dụ đơn {example}): lấy số lớn nhất.',
    en: '{orders} orders give different order discounts on their lines (for example order {example}): the largest is taken.',
  },
  'returns.minus_signs': {
    vi: 'Tệp ghi hàng trả bằng số âm ở mọi dòng ({rows} dòng): đã đọc thành số dương.',
    en: 'The file writes returns with minus signs throughout ({rows} rows): they are read without.',
  },
  'orders.also_elsewhere': {
    vi: '{orders} đơn đã được nhập từ tệp của chính nơi bán (ví dụ {examples}): không tính thêm lần nữa.',
    en: '{orders} orders were already imported from the place of sale’s own file (for example {examples}): they are not counted again.',
  },
  'orders.overruled': {
    vi: '{orders} đơn trước đó đến từ tệp tổng hợp (ví dụ {examples}) nay theo tệp của chính nơi bán; {lines} dòng thừa được đặt về 0.',
    en: '{orders} orders that came by a gathering export before (for example {examples}) now follow the place’s own file; {lines} surplus lines were set to nothing.',
  },
  'import.repeated': {
    vi: 'Tệp này đã được nhập như vậy rồi ({import_id}, lúc {at}); không có gì thay đổi.',
    en: 'This file was imported in the same way before ({import_id}, at {at}); nothing was changed.',
  },
  'import.nothing_good': {
    vi: '“{file}” không có dòng nào dùng được; không có gì được nhập.',
    en: '“{file}” has no usable row; nothing was loaded.',
  },
  'import.all_refused': {
    vi: 'Không dòng nào trong {rows} dòng của “{file}” dùng được; không có gì được nhập. Hãy sửa các dòng bị từ chối (mỗi dòng có lý do riêng) rồi nhập lại.',
    en: 'Not one of the {rows} rows of “{file}” can be used; nothing was loaded. Mend the refused rows (each has its reason) and import them again.',
  },
  'rows.not_read_off': {
    vi: 'Cột “{column}” có {rows} dòng không đọc được cho “{entity}” (ví dụ dòng {line}); các dòng đó không bổ sung gì cho “{entity}”.',
    en: 'Column “{column}” cannot be read for “{entity}” in {rows} rows (for example line {line}); those rows add nothing to “{entity}”.',
  },
  'columns.unused': {
    vi: 'Các cột không phải trường của “{entity}” nên không được đọc: {columns}.',
    en: 'These columns are no fields of “{entity}” and were not read: {columns}.',
  },
  'sheet.left_out': {
    vi: 'Không nhận ra và bỏ qua các trang: {sheets}.',
    en: 'Sheets that are not recognised were left out: {sheets}.',
  },
  'rejects.several_files': {
    vi: 'Dòng bị từ chối của từng trang được ghi ra tệp riêng: {files}.',
    en: 'Refused rows of each sheet were written to a file of their own: {files}.',
  },
})

export const rowFaults = { ...refusals, ...notes }
