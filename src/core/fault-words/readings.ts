import { defineMessages } from '../messages.ts'

export const readingFaults = defineMessages({
  'metric.unknown': {
    vi: 'Không có chỉ số nào tên “{metric}”. Các chỉ số có sẵn: {metrics}.',
    en: 'There is no metric “{metric}”. The metrics are: {metrics}.',
  },
  'dimension.unknown': {
    vi: 'Không có chiều nào tên “{dimension}”. Các chiều có sẵn: {dimensions}.',
    en: 'There is no dimension “{dimension}”. The dimensions are: {dimensions}.',
  },
  'dimension.not_applicable': {
    vi: 'Chỉ số “{metric}” không tách được theo “{dimension}”. Gõ `nhip metric {metric} --help` để xem các chiều dùng được.',
    en: 'The metric “{metric}” cannot be split by “{dimension}”. See `nhip metric {metric} --help` for the dimensions it has.',
  },
  'filter.malformed': {
    vi: 'Không hiểu bộ lọc “{filter}”. Hãy viết như location=S001,S002 hoặc source!=facebook.',
    en: 'The filter “{filter}” cannot be read. Write it like location=S001,S002 or source!=facebook.',
  },
  'option.unknown_value': {
    vi: 'Tuỳ chọn “{option}” không nhận giá trị “{value}”. Dùng một trong: {allowed}.',
    en: 'The option “{option}” does not take “{value}”. Use one of: {allowed}.',
  },
  'option.not_applicable': {
    vi: 'Chỉ số “{metric}” không dùng tuỳ chọn --{option}. Gõ `nhip metric {metric} --help` để xem tuỳ chọn dùng được.',
    en: 'The metric “{metric}” has no option --{option}. See `nhip metric {metric} --help` for the options it takes.',
  },
  'breakdown.too_deep': {
    vi: 'Chỉ tách được theo tối đa hai chiều cùng lúc, đã nhận: {by}. Hãy bớt chiều hoặc dùng --where.',
    en: 'A metric can be split by two dimensions at most; received: {by}. Drop one, or use --where.',
  },
  'rows.hidden_for_anonymity': {
    vi: 'Không hiện từng câu trả lời đứng sau “{metric}”: ẩn để giữ ẩn danh cho nhân viên, với mọi người xem.',
    en: 'The single answers behind “{metric}” are not shown: hidden for employees’ anonymity, whoever asks.',
  },
  'setting.unknown': {
    vi: 'Không có cài đặt nào tên “{name}”. Các cài đặt: {names}.',
    en: 'There is no setting “{name}”. The settings are: {names}.',
  },
  'setting.invalid': {
    vi: 'Cài đặt “{name}” không nhận giá trị {value}. Kiểu đang dùng: {example}.',
    en: 'The setting “{name}” does not take {value}. It looks like this: {example}.',
  },
  'target.invalid': {
    vi: 'Mục tiêu cần tên chỉ số, kỳ và mức, ví dụ: nhip targets set contacts_new 2026-11 4500. Đã nhận: {given}.',
    en: 'A target needs a metric, a period and a level, for example: nhip targets set contacts_new 2026-11 4500. Received: {given}.',
  },
  'config.invalid': {
    vi: 'Biến môi trường chưa đúng: {wrong}.',
    en: 'These environment variables are wrong: {wrong}.',
  },
  'command.unknown': {
    vi: 'Không có lệnh “{command}”. Gõ `nhip --help` để xem các lệnh.',
    en: 'There is no command “{command}”. See `nhip --help` for the commands.',
  },
  'argument.missing': {
    vi: 'Thiếu {argument}. Cách dùng: {usage}',
    en: '{argument} is missing. Usage: {usage}',
  },
  'argument.unknown': {
    vi: 'Không hiểu “{argument}”. Cách dùng: {usage}',
    en: '“{argument}” is not understood. Usage: {usage}',
  },
  'port.in_use': {
    vi: 'Cổng {port} đang có chương trình khác dùng. Hãy chọn cổng khác: nhip start --port {other}.',
    en: 'Port {port} is used by another program. Choose another one: nhip start --port {other}.',
  },
  'request.foreign_origin': {
    vi: 'Yêu cầu này đến từ trang khác ({origin}) và bị từ chối. Hãy mở Nhịp ở địa chỉ của chính nó.',
    en: 'This was asked for by another site ({origin}) and is refused. Open Nhịp at its own address.',
  },
  'request.unauthorised': {
    vi: 'Từ máy khác hoặc qua proxy, chỉ người có tài khoản hoặc mã truy cập mới xem được. Hãy tạo chủ tài khoản bằng liên kết mà nhip start in ra; mã của máy chủ nằm trong tệp server.json của thư mục dữ liệu.',
    en: 'From elsewhere, or through a proxy, only accounts and tokens are answered. Make the owner by the link nhip start prints; the machine’s own token is in server.json of the data directory.',
  },
  'request.not_found': { vi: 'Không có gì ở địa chỉ {path}.', en: 'There is nothing at {path}.' },
  'request.malformed': { vi: 'Không đọc được yêu cầu: {detail}.', en: 'The request cannot be read: {detail}.' },
  'request.too_large': {
    vi: 'Yêu cầu dài hơn {most_kilobytes} kB nên không được đọc. Tệp lớn: gửi từng phần qua trang Dữ liệu hoặc /api/v1/uploads, hoặc dùng nhip import.',
    en: 'The request is longer than {most_kilobytes} kB and was not read. Large files: in pieces on the page Data or by /api/v1/uploads, or by nhip import.',
  },
  'warehouse.stopped': {
    vi: 'Máy tính số liệu đã dừng giữa chừng và sẽ tự chạy lại. Dữ liệu không mất; hãy thử lại.',
    en: 'The analytics engine stopped midway and starts again by itself. No data is lost; please try again.',
  },
})
