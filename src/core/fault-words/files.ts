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

export const fileFaults = { ...refusals, ...sheets, ...rows }
