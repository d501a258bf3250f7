import { defineMessages } from '../messages.ts'

/** Refusals of a file as a whole. */
const refusals = defineMessages({
  'file.empty': {
    vi: 'Tệp không có dòng nào. Hãy xuất lại tệp và kiểm tra khoảng ngày đã chọn.',
    en: 'The file has no rows at all. Export it again and check the date range chosen there.',
  },
  'file.not_found': {
    vi: 'Không thấy tệp “{file}”. Hãy kiểm tra đường dẫn và tên tệp.',
    en: 'There is no file “{file}”. Check its path and its name.',
  },
  'file.is_directory': {
    vi: '“{file}” là thư mục, không phải tệp. Hãy chọn các tệp bên trong.',
    en: '“{file}” is a folder, not a file. Choose the files in it.',
  },
  'file.not_allowed': {
    vi: 'Không có quyền đọc tệp “{file}”. Hãy cấp quyền đọc, hoặc chép tệp sang thư mục khác.',
    en: 'The file “{file}” may not be read. Allow reading it, or copy it to another folder.',
  },
  'file.unreadable': {
    vi: 'Ổ đĩa không đọc được tệp “{file}”. Hãy chép lại tệp từ nơi gốc.',
    en: 'The disk cannot read the file “{file}”. Copy it again from where it came from.',
  },
  'file.not_a_table': {
    vi: '“{file}” không phải tệp bảng. Dùng được: CSV, TSV, XLSX, JSON lines, Parquet, và tệp văn bản nén gzip.',
    en: '“{file}” is not a file of a table. CSV, TSV, XLSX, JSON lines, Parquet and gzip of text files can be used.',
  },
  'file.encoding_unknown': {
    vi: 'Không biết bảng mã “{encoding}”. Viết như utf-8, utf-16le, windows-1258, tcvn hoặc vni.',
    en: 'There is no encoding “{encoding}”. Write it like utf-8, utf-16le, windows-1258, tcvn or vni.',
  },
  'file.header_row_missing': {
    vi: 'Dòng {row} được chọn làm dòng tiêu đề nhưng dòng đó trống hoặc không có trong phần đầu tệp. Hãy chọn dòng khác.',
    en: 'Row {row} is to be the header row, but it is blank or not in the first part of the file. Choose another row.',
  },
  'file.too_many_columns': {
    vi: 'Tệp có {columns} cột, nhiều hơn {limit} cột đọc được. Hãy kiểm tra dấu phân cách, hoặc bỏ bớt cột rồi xuất lại.',
    en: 'The file has {columns} columns, more than the {limit} that are read. Check its delimiter, or export fewer columns.',
  },
  'file.cell_too_large': {
    vi: 'Dòng {line} có một ô lớn hơn {limit_mb} MB. Hãy sửa ô đó (thường là thiếu dấu ngoặc kép đóng) rồi nhập lại.',
    en: 'Row {line} has a cell larger than {limit_mb} MB. Mend that cell (often a closing quote is missing) and import again.',
  },
  'file.row_too_large': {
    vi: 'Tệp có một dòng lớn hơn {limit_mb} MB. Đây có thể không phải tệp bảng; hãy xuất lại dưới dạng CSV hoặc XLSX.',
    en: 'The file has a row larger than {limit_mb} MB. It may not be a table; export it again as CSV or XLSX.',
  },
  'file.too_many_damaged_rows': {
    vi: 'Hơn {rows} dòng không tách được thành ô, bắt đầu từ dòng {line}. Hãy kiểm tra dấu phân cách và dấu ngoặc kép.',
    en: 'More than {rows} rows cannot be split into cells, from row {line} on. Check the delimiter and the quotes.',
  },
  'file.truncated': {
    vi: 'Tệp bị cắt giữa chừng: phần cuối không có. Hãy tải lại hoặc chép lại tệp cho đủ.',
    en: 'The file is cut off: its end is missing. Download or copy it again, whole.',
  },
  'file.damaged_archive': {
    vi: 'Tệp nén bị hỏng, không mở ra được. Hãy tải lại hoặc xuất lại tệp.',
    en: 'The packed file is damaged and cannot be unpacked. Download or export it again.',
  },
  'file.unpacks_too_large': {
    vi: 'Tệp nén bung ra lớn hơn {limit_mb} MB nên bị từ chối. Hãy chia tệp thành nhiều phần.',
    en: 'The packed file unpacks to more than {limit_mb} MB and is refused. Split it into parts.',
  },
  'file.json_malformed': {
    vi: 'Không đọc được tệp JSON từ dòng {line}: {text}. Cần mỗi dòng một đối tượng, hoặc một mảng các đối tượng.',
    en: 'The JSON file cannot be read from line {line} on: {text}. One object a line is needed, or one array of objects.',
  },
  'file.json_item_too_large': {
    vi: 'Phần tử JSON bắt đầu ở dòng {line} lớn hơn {limit_mb} MB. Cần mỗi dòng một đối tượng, hoặc một mảng các đối tượng.',
    en: 'The JSON item that begins on line {line} is larger than {limit_mb} MB. One object a line is needed, or one array of objects.',
  },
  'file.parquet_unreadable': {
    vi: 'Không đọc được tệp Parquet: {detail}. Hãy xuất lại tệp, hoặc lưu thành CSV.',
    en: 'The Parquet file cannot be read: {detail}. Export it again, or save it as CSV.',
  },
  'file.engine_missing': {
    vi: 'Chưa có máy tính số liệu để đọc tệp Parquet ở đây. Hãy lưu tệp thành CSV.',
    en: 'There is no engine here to read a Parquet file with. Save the file as CSV.',
  },
  'disk.full': {
    vi: 'Hết chỗ trên ổ đĩa khi đang ghi “{file}”. Không có gì nửa chừng: việc vừa rồi coi như chưa làm. Hãy giải phóng chỗ rồi làm lại.',
    en: 'The disk is full while writing “{file}”. Nothing is left half done: take it as not done. Free some space and do it again.',
  },
})

/** Refusals of a spreadsheet. */
const sheets = defineMessages({
  'sheet.encrypted': {
    vi: '“{file}” có mật khẩu. Hãy mở tệp, bỏ mật khẩu, rồi lưu lại thành XLSX hoặc CSV.',
    en: '“{file}” has a password. Open it, take the password off, and save as XLSX or CSV.',
  },
  'sheet.legacy': {
    vi: '“{file}” là tệp .xls kiểu cũ. Hãy mở tệp và lưu thành XLSX hoặc CSV.',
    en: '“{file}” is an old .xls file. Open it and save as XLSX or CSV.',
  },
  'sheet.other_format': {
    vi: '“{file}” là tệp {format}, chưa đọc được. Hãy mở tệp và lưu thành XLSX hoặc CSV.',
    en: '“{file}” is a file of {format}, which is not read. Open it and save as XLSX or CSV.',
  },
  'sheet.macros': {
    vi: '“{file}” có macro nên bị từ chối. Hãy lưu thành XLSX (không macro) hoặc CSV.',
    en: '“{file}” has macros and is refused. Save it as XLSX (without macros) or CSV.',
  },
  'sheet.external_links': {
    vi: '“{file}” lấy số từ tệp khác (liên kết ngoài) nên bị từ chối. Hãy dán giá trị rồi lưu lại, hoặc lưu thành CSV.',
    en: '“{file}” takes values from other files (external links) and is refused. Paste them as values and save again, or save as CSV.',
  },
  'sheet.dtd': {
    vi: '“{file}” có khai báo DTD bên trong, là thứ bảng tính không dùng, nên bị từ chối. Hãy lưu lại thành XLSX hoặc CSV.',
    en: '“{file}” has a DTD inside, which spreadsheets do not use, and is refused. Save it again as XLSX or CSV.',
  },
  'sheet.too_many_entries': {
    vi: '“{file}” có {entries} phần bên trong, nhiều hơn {limit}. Hãy bỏ hình ảnh và trang thừa, hoặc lưu thành CSV.',
    en: '“{file}” has {entries} parts inside, more than {limit}. Remove pictures and spare sheets, or save it as CSV.',
  },
  'sheet.unpacks_too_large': {
    vi: '“{file}” bung ra lớn hơn {limit_mb} MB nên bị từ chối. Hãy lưu thành CSV, hoặc chia nhỏ.',
    en: '“{file}” unpacks to more than {limit_mb} MB and is refused. Save it as CSV, or split it.',
  },
  'sheet.packed_too_tightly': {
    vi: '“{file}” bung ra gấp hơn {limit} lần kích thước nén, giống tệp phá hoại, nên bị từ chối. Hãy lưu thành CSV.',
    en: '“{file}” unpacks to more than {limit} times its packed size, as a harmful file would, and is refused. Save it as CSV.',
  },
  'sheet.damaged': {
    vi: '“{file}” bị hỏng hoặc bị cắt giữa chừng ({detail}). Hãy tải lại tệp, hoặc mở rồi lưu lại thành XLSX hoặc CSV.',
    en: '“{file}” is damaged or cut off ({detail}). Download it again, or open it and save as XLSX or CSV.',
  },
  'sheet.too_slow': {
    vi: 'Đọc “{file}” quá {seconds} giây nên đã dừng. Hãy lưu thành CSV.',
    en: 'Reading “{file}” took more than {seconds} seconds and was stopped. Save it as CSV.',
  },
  'sheet.too_much_memory': {
    vi: '“{file}” cần nhiều bộ nhớ hơn {limit_mb} MB để đọc. Hãy lưu thành CSV.',
    en: '“{file}” needs more than {limit_mb} MB of memory to read. Save it as CSV.',
  },
  'sheet.unknown': {
    vi: 'Tệp không có trang “{sheet}”. Các trang có trong tệp: {sheets}.',
    en: 'The file has no sheet “{sheet}”. Its sheets are: {sheets}.',
  },
  'sheet.too_many_rows': {
    vi: 'Có {rows} dòng, nhiều hơn {limit} dòng một trang XLSX chứa được. Hãy xuất ra CSV, hoặc lọc bớt.',
    en: 'There are {rows} rows, more than the {limit} an XLSX sheet can hold. Export as CSV, or filter.',
  },
  'sheet.none_filled': {
    vi: 'Không trang nào đang hiện có dữ liệu. Các trang trong tệp: {sheets}.',
    en: 'No visible sheet has any data. The sheets of the file are: {sheets}.',
  },
})

/** A row that could not be split into cells. */
const rows = defineMessages({
  'row.too_many_cells': {
    vi: 'Dòng có {cells} ô nhưng chỉ có {expected} cột. Thường là có dấu phân cách nằm trong một ô không có ngoặc kép.',
    en: 'The row has {cells} cells, but there are {expected} columns. Often a cell without quotes holds the delimiter.',
  },
  'row.quote_unclosed': {
    vi: 'Dòng mở ngoặc kép mà không đóng. Hãy thêm dấu đóng, hoặc viết dấu ngoặc kép trong ô thành hai dấu liền nhau.',
    en: 'The row opens a quote and never closes it. Close it, or write a quote inside a cell as two quotes.',
  },
  'row.not_an_object': {
    vi: 'Dòng này không phải một đối tượng JSON dạng {"cột": giá trị}.',
    en: 'This line is not a JSON object like {"column": value}.',
  },
})

/** How a file was read, and by what. */
const notes = defineMessages({
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

export const fileFaults = { ...refusals, ...sheets, ...rows, ...notes }
