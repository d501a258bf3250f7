import { defineMessages } from '../messages.ts'

/** How a file was read, and by what. */
export const readingNotes = defineMessages({
  'encoding.ascii': {
    vi: 'Bảng mã: chỉ có chữ không dấu nên đọc theo {encoding}.',
    en: 'Encoding: only plain letters, read as {encoding}.',
  },
  'encoding.utf8': {
    vi: 'Bảng mã: {encoding}, cả tệp đúng chuẩn này.',
    en: 'Encoding: {encoding}; the whole file is valid in it.',
  },
  'encoding.utf8_mark': {
    vi: 'Bảng mã: {encoding}, theo dấu hiệu ở đầu tệp.',
    en: 'Encoding: {encoding}, by the mark at the start of the file.',
  },
  'encoding.mark': {
    vi: 'Bảng mã: {encoding}, theo dấu hiệu ở đầu tệp.',
    en: 'Encoding: {encoding}, by the mark at the start of the file.',
  },
  'encoding.zero_bytes': {
    vi: 'Bảng mã: {encoding}, theo vị trí các byte 0.',
    en: 'Encoding: {encoding}, by where its zero bytes stand.',
  },
  'encoding.by_words': {
    vi: 'Bảng mã: {encoding}. Với bảng mã này {good} trên {words} chữ có dấu đọc ra tiếng Việt, ví dụ “{example}”.',
    en: 'Encoding: {encoding}. In it {good} of {words} words with accents read as Vietnamese, for example “{example}”.',
  },
  'encoding.assumed': {
    vi: 'Bảng mã: không chắc, tạm đọc theo {encoding}. Nếu chữ sai, hãy chọn bảng mã khác.',
    en: 'Encoding: not certain, read as {encoding}. If letters look wrong, choose another encoding.',
  },
  'encoding.given': {
    vi: 'Bảng mã: {encoding}, theo lựa chọn.',
    en: 'Encoding: {encoding}, as chosen.',
  },
  'encoding.utf8_damaged': {
    vi: 'Bảng mã: {encoding}, nhưng có ít nhất {characters} ký tự hỏng, hiện thành �. Hãy sửa ở tệp gốc nếu cần.',
    en: 'Encoding: {encoding}, but at least {characters} characters are broken and shown as �. Mend the original if they matter.',
  },
  'encoding.double_utf8': {
    vi: 'Chữ trong tệp từng bị đọc sai bảng mã rồi lưu lại; đã sửa: “{before}” thành “{after}”.',
    en: 'The text was once read in the wrong encoding and saved so; mended: “{before}” to “{after}”.',
  },
  'encoding.font': {
    vi: 'Chữ trong tệp gõ bằng phông {encoding}; đã chuyển sang Unicode: “{before}” thành “{after}”.',
    en: 'The text is typed in a {encoding} font; turned into Unicode: “{before}” to “{after}”.',
  },
  'delimiter.found': {
    vi: 'Dấu phân cách: “{delimiter}”, cho {columns} cột ở {rows} trên {of} dòng đầu.',
    en: 'Delimiter: “{delimiter}”, which gives {columns} columns in {rows} of the first {of} rows.',
  },
  'delimiter.given': {
    vi: 'Dấu phân cách: “{delimiter}”, theo lựa chọn.',
    en: 'Delimiter: “{delimiter}”, as chosen.',
  },
  'delimiter.declared': {
    vi: 'Dấu phân cách: “{delimiter}”, theo dòng “sep=” ở đầu tệp.',
    en: 'Delimiter: “{delimiter}”, by the line “sep=” at the top.',
  },
  'delimiter.fixed_width': {
    vi: 'Không có dấu phân cách: {columns} cột theo vị trí ký tự đã khai báo.',
    en: 'No delimiter: {columns} columns by the places of characters that were given.',
  },
  'delimiter.none': {
    vi: 'Không thấy dấu phân cách nào; mỗi dòng là một ô.',
    en: 'No delimiter was found; every line is one cell.',
  },
  'header.first_row': {
    vi: 'Dòng tiêu đề: dòng {row}, {columns} cột.',
    en: 'Header row: row {row}, {columns} columns.',
  },
  'header.later_row': {
    vi: 'Dòng tiêu đề: dòng {row}, là dòng đầu tiên có nhiều ô nhất ({columns}). Các dòng phía trên không phải dữ liệu.',
    en: 'Header row: row {row}, the first with the most filled cells ({columns}). The rows above it are not data.',
  },
  'header.given': {
    vi: 'Dòng tiêu đề: dòng {row}, theo lựa chọn.',
    en: 'Header row: row {row}, as chosen.',
  },
  'header.none': {
    vi: 'Không thấy dòng tiêu đề: dòng đầu giống dữ liệu. Các cột được gọi là {columns}.',
    en: 'No header row was found: the first row looks like data. The columns are called {columns}.',
  },
  'header.unnamed': {
    vi: 'Một số cột không có tiêu đề, được gọi theo chữ cái: {columns}.',
    en: 'Some columns have no header and are called by their letters: {columns}.',
  },
  'header.repeated': {
    vi: 'Có tiêu đề dùng cho nhiều cột: {columns}.',
    en: 'Some headers stand over more than one column: {columns}.',
  },
  'decimal.found': {
    vi: 'Dấu thập phân: “{decimal}”, theo “{example}” ở cột “{column}”.',
    en: 'Decimal sign: “{decimal}”, by “{example}” in column “{column}”.',
  },
  'decimal.mixed': {
    vi: 'Dấu thập phân khác nhau giữa các cột: “{example}” ở “{column}”, “{other_example}” ở “{other_column}”.',
    en: 'The decimal sign differs between columns: “{example}” in “{column}”, “{other_example}” in “{other_column}”.',
  },
  'rows.blank_skipped': {
    vi: 'Bỏ qua {rows} dòng trống, từ dòng {row}.',
    en: '{rows} blank rows are left out, from row {row} on.',
  },
  'rows.footer_skipped': {
    vi: 'Bỏ qua dòng cuối {row}: “{text}”.',
    en: 'The closing row {row} is left out: “{text}”.',
  },
  'rows.quotes_mended': {
    vi: '{rows} dòng có dấu ngoặc kép viết sai cách nhưng vẫn đọc được.',
    en: '{rows} rows have quotes written the wrong way, and could be read nevertheless.',
  },
  'file.unpacked': {
    vi: 'Đã bung tệp nén, được {bytes} byte.',
    en: 'The packed file was unpacked to {bytes} bytes.',
  },
  'json.items': {
    vi: 'Tệp là một mảng JSON: số dòng là thứ tự phần tử.',
    en: 'The file is one JSON array: row numbers count its items.',
  },
  'json.nested': {
    vi: 'Giá trị lồng nhau được trải thành cột có dấu chấm: {columns}.',
    en: 'Nested values became columns with dots: {columns}.',
  },
  'parquet.typed': {
    vi: 'Tệp Parquet: kiểu của cột lấy theo tệp.',
    en: 'Parquet file: the types of columns are the file’s.',
  },
  'sheet.hidden': {
    vi: 'Trang ẩn không được đọc: {sheets}.',
    en: 'Hidden sheets are not read: {sheets}.',
  },
  'sheet.blank': {
    vi: 'Trang trống không được đọc: {sheets}.',
    en: 'Blank sheets are not read: {sheets}.',
  },
  'sheet.not_cells': {
    vi: 'Trang chỉ có biểu đồ không được đọc: {sheets}.',
    en: 'Sheets that are charts only are not read: {sheets}.',
  },
  'sheet.merged': {
    vi: 'Có {count} vùng ô gộp trong phần dữ liệu; giá trị chỉ nằm ở ô đầu mỗi vùng.',
    en: '{count} areas of merged cells lie in the data; only the first cell of each has the value.',
  },
  'sheet.date_1904': {
    vi: 'Bảng tính đếm ngày từ năm 1904; ngày đã được đọc theo đó.',
    en: 'The workbook counts days from 1904; its dates are read that way.',
  },
  'sheet.formula_errors': {
    vi: '{count} ô công thức bị lỗi, ô đầu tiên {cell} ({error}). Giá trị lỗi được giữ nguyên để thấy.',
    en: '{count} formula cells have errors, the first is {cell} ({error}). The error is kept as it stands.',
  },
  'sheet.formula_empty': {
    vi: '{count} ô công thức chưa có kết quả lưu trong tệp, ô đầu tiên {cell}. Hãy mở tệp và lưu lại.',
    en: '{count} formula cells have no stored result, the first is {cell}. Open the file and save it again.',
  },
})
