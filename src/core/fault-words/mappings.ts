import { defineMessages } from '../messages.ts'

/** What is wrong with a mapping, with how a file is named, or with a whole file: nothing was loaded. */
export const mappingFaults = defineMessages({
  'mapping.several': {
    vi: 'Tệp ghép cột có {count} chỗ chưa đúng: {problems}',
    en: 'The mapping has {count} mistakes: {problems}',
  },
  'mapping.not_json': {
    vi: 'Tệp ghép cột “{file}” không phải JSON đúng cách viết: {detail}. Hãy sửa dấu phẩy hoặc dấu ngoặc ở chỗ đó.',
    en: 'The mapping “{file}” is not well-formed JSON: {detail}. Mend the comma or bracket there.',
  },
  'mapping.entity_unknown': {
    vi: 'Không có loại dữ liệu “{entity}”. Gần giống: {nearest}. Các loại: {entities}.',
    en: 'There is no entity “{entity}”. Nearest: {nearest}. The entities are: {entities}.',
  },
  'mapping.part_unknown': {
    vi: 'Tệp ghép cột có phần lạ “{part}”. Các phần dùng được: {parts}.',
    en: 'The mapping has an unknown part “{part}”. The parts are: {parts}.',
  },
  'mapping.part_wrong': {
    vi: 'Phần “{part}” của tệp ghép cột là {value}; cần dạng {expected}.',
    en: 'The mapping’s “{part}” is {value}; expected {expected}.',
  },
  'mapping.field_unknown': {
    vi: '“{entity}” không có trường “{field}” (ở {part}). Gần giống: {nearest}. Các trường: {fields}.',
    en: '“{entity}” has no field “{field}” (at {part}). Nearest: {nearest}. Its fields are: {fields}.',
  },
  'mapping.field_missing': {
    vi: 'Tệp ghép cột chưa cho biết lấy “{field}” của “{entity}” từ đâu. Hãy thêm vào columns, derive hoặc constants.',
    en: 'The mapping gives no value to “{field}” of “{entity}”. Add it to columns, derive or constants.',
  },
  'mapping.group_missing': {
    vi: 'Tệp ghép cột cần ít nhất một trong các trường {fields} của “{entity}”. Hãy thêm vào columns, derive hoặc constants.',
    en: 'The mapping needs at least one of {fields} of “{entity}”. Add it to columns, derive or constants.',
  },
  'mapping.column_missing': {
    vi: 'Tệp không có cột “{column}” mà tệp ghép cột nhắc tới (ở {part}). Gần giống: {nearest}. Các cột của tệp: {headers}.',
    en: 'The file has no column “{column}”, which the mapping names (at {part}). Nearest: {nearest}. The file’s columns are: {headers}.',
  },
  'mapping.derivation_unknown': {
    vi: 'Không hiểu cách tính {value} ở {part}. Các cách: {derivations}.',
    en: 'The derivation {value} at {part} is not understood. There are: {derivations}.',
  },
  'mapping.format_wrong': {
    vi: 'Cách viết {value} ở {part} không dùng được; cần dạng {expected}.',
    en: 'The format {value} at {part} cannot be used; expected {expected}.',
  },
  'mapping.pattern_wrong': {
    vi: 'Mẫu “{pattern}” ở {part} không dùng được. Dùng mẫu ngắn hơn 500 ký tự, không nhìn trước/sau và không nhắc lại nhóm.',
    en: 'The pattern “{pattern}” at {part} cannot be used. Use one under 500 characters, without look-around or back-references.',
  },
  'file.field_column_missing': {
    vi: 'Để đọc tệp này thành “{entity}” còn thiếu cột “{field}”. Cột gần giống trong tệp: {nearest}. Hãy đổi tên cột, hoặc viết tệp ghép cột (--map). Các cột: {headers}.',
    en: 'To read this file as “{entity}” the column “{field}” is missing. Nearest in the file: {nearest}. Rename a column, or write a mapping (--map). Its columns: {headers}.',
  },
  'file.unrecognised': {
    vi: 'Chưa nhận ra “{file}”. Các cột: {headers}. Hãy dùng --as LOẠI nếu tên cột là tên trường (xem nhip template), hoặc viết tệp ghép cột: --map MAPPING.json.',
    en: '“{file}” is not recognised. Its columns: {headers}. Use --as ENTITY where columns carry field names (see nhip template), or write a mapping: --map MAPPING.json.',
  },
  'file.unrecognised_near': {
    vi: 'Chưa nhận ra “{file}”. Gần nhất là {source}, nhưng thiếu cột: {columns}. Các cột: {headers}. Hãy xuất lại đủ cột, hoặc viết tệp ghép cột: --map MAPPING.json.',
    en: '“{file}” is not recognised. Nearest is {source}, which also needs the columns: {columns}. Its columns: {headers}. Export it with them, or write a mapping: --map MAPPING.json.',
  },
  'file.no_rows': {
    vi: '“{file}” chỉ có dòng tiêu đề, không có dòng dữ liệu nào. Hãy kiểm tra khoảng ngày khi xuất tệp; không có gì được nhập.',
    en: '“{file}” has a header and no rows below it. Check the date range it was exported for; nothing was loaded.',
  },
  'source.unknown': {
    vi: 'Không có loại tệp hay loại dữ liệu nào tên “{source}”. Gần giống: {nearest}. Có: {sources}.',
    en: 'There is no source or entity “{source}”. Nearest: {nearest}. There are: {sources}.',
  },
  'source.not_this_file': {
    vi: '“{file}” không đọc được như {source}: thiếu cột {columns}. Hãy kiểm tra lại tệp, hoặc bỏ --as để tự nhận dạng.',
    en: '“{file}” cannot be read as {source}: the columns {columns} are missing. Check the file, or leave out --as to have it recognised.',
  },
  'sheet.not_found': {
    vi: 'Tệp không có trang “{sheet}”. Các trang: {sheets}.',
    en: 'The file has no sheet “{sheet}”. Its sheets are: {sheets}.',
  },
  'entity.unknown': {
    vi: 'Không có loại dữ liệu “{entity}”. Gần giống: {nearest}. Các loại: {entities}.',
    en: 'There is no entity “{entity}”. Nearest: {nearest}. The entities are: {entities}.',
  },
  'import.unknown': {
    vi: 'Không có lần nhập nào mã “{import_id}”. Gần giống: {nearest}. Gõ nhip imports để xem các lần nhập.',
    en: 'There is no import “{import_id}”. Nearest: {nearest}. See nhip imports for all of them.',
  },
  'import.already_undone': {
    vi: 'Lần nhập “{import_id}” đã được hoàn tác lúc {at}; không có gì thay đổi thêm.',
    en: 'The import “{import_id}” was taken back at {at} already; nothing more was changed.',
  },
  'date.order_ambiguous': {
    vi: 'Cột “{column}” chỉ có ngày đọc được theo cả hai cách (dòng {line}: {value}, dòng {other_line}: {other_value}). Hãy chọn cách viết, ví dụ formats.instant = "DD/MM/YYYY" trong tệp ghép cột, rồi nhập lại; chưa có gì bị thay đổi.',
    en: 'Every date of the column “{column}” can be read in two ways (line {line}: {value}, line {other_line}: {other_value}). Choose one, for example formats.instant = "DD/MM/YYYY" in a mapping, and import again; nothing was changed.',
  },
  'date.mixed_formats': {
    vi: 'Cột “{column}” có ngày ở hai kiểu viết khác nhau (dòng {line}: {value}, dòng {other_line}: {other_value}). Hãy chọn kiểu ngày bằng formats.instant trong tệp ghép cột rồi nhập lại; chưa có gì bị thay đổi.',
    en: 'The column “{column}” has dates written in two different ways (line {line}: {value}, line {other_line}: {other_value}). Choose one with formats.instant in a mapping and import again; nothing was changed.',
  },
  'date.format_unknown': {
    vi: 'Không hiểu kiểu ngày “{format}”. Viết như DD/MM/YYYY HH:mm, M/D/YYYY H:mm, D MMM YYYY, epoch_seconds hoặc excel_serial.',
    en: 'The date format “{format}” is not understood. Write it like DD/MM/YYYY HH:mm, M/D/YYYY H:mm, D MMM YYYY, epoch_seconds or excel_serial.',
  },
  'number.mixed_marks': {
    vi: 'Cột “{column}” dùng dấu chấm và dấu phẩy theo hai cách (dòng {line}: {value}, dòng {other_line}: {other_value}). Hãy chọn formats.decimal trong tệp ghép cột rồi nhập lại; chưa có gì bị thay đổi.',
    en: 'The column “{column}” uses point and comma in two ways (line {line}: {value}, line {other_line}: {other_value}). Choose formats.decimal in a mapping and import again; nothing was changed.',
  },
  'number.ambiguous_mark': {
    vi: 'Không biết dấu “{mark}” trong cột “{column}” là phần lẻ hay hàng nghìn (dòng {line}: {value}). Hãy chọn formats.decimal trong tệp ghép cột rồi nhập lại; chưa có gì bị thay đổi.',
    en: 'It cannot be told whether “{mark}” in the column “{column}” is decimal or groups thousands (line {line}: {value}). Choose formats.decimal in a mapping and import again; nothing was changed.',
  },
})
