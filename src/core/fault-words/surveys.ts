import { defineMessages } from '../messages.ts'

export const surveyFaults = defineMessages({
  'survey.unknown': {
    vi: 'Không có khảo sát “{id}”. Đang có: {ids}.',
    en: 'There is no survey “{id}”. There are: {ids}.',
  },
  'survey.id_unfit': {
    vi: 'Mã khảo sát là “{id}”; cần 2 đến 40 chữ thường không dấu, chữ số hoặc gạch ngang, ví dụ nps-2026.',
    en: 'The id of the survey is “{id}”; expected are 2 to 40 small letters, digits or dashes, e.g. nps-2026.',
  },
  'survey.unfit': {
    vi: '{field} không dùng được; cần {expected}. Khảo sát chưa đổi.',
    en: '{field} cannot be used; expected is {expected}. The survey was not changed.',
  },
  'survey.kind_fixed': {
    vi: 'Khảo sát “{id}” đã là loại {kind}, hỏi về {about}; điểm của hai thang không trộn được. Hãy tạo khảo sát mới.',
    en: 'The survey “{id}” is of kind {kind} and asks about {about}; scores of two scales cannot be mixed. Make a new survey.',
  },
  'survey.is_closed': {
    vi: 'Khảo sát “{id}” đã đóng, không mở lại được. Hãy tạo khảo sát mới.',
    en: 'The survey “{id}” is closed and cannot be opened again. Make a new one.',
  },
  'survey.url_missing': {
    vi: 'Liên kết trong thư sẽ bắt đầu bằng {url}, nơi khách không mở được. Hãy đặt địa chỉ công khai, ví dụ https://khaosat.congty.vn, rồi bật gửi.',
    en: 'Links in the mail would begin with {url}, which customers cannot open. Set the public address, e.g. https://survey.company.vn, then turn sending on.',
  },
  'survey.stopped': {
    vi: 'Máy chủ thư đã dừng lượt gửi: {detail}. Các thư chưa gửi sẽ được thử lại.',
    en: 'The mail server ended the round: {detail}. What was not sent will be tried again.',
  },
  'survey.nobody_named': {
    vi: 'Chưa nói là ai. Hãy cho biết email hoặc customer_id.',
    en: 'It is not said who. Give an email or a customer_id.',
  },
  'survey.opt_out_unknown': {
    vi: 'Không có lượt từ chối nào mang mã “{id}”. Hãy mở lại danh sách.',
    en: 'No opt-out has the id “{id}”. Open the list again.',
  },
  'survey.code_unknown': {
    vi: 'Không có mã công khai “{code}”. Hãy mở lại danh sách mã.',
    en: 'There is no public code “{code}”. Open the list of codes again.',
  },
  'survey.not_a_bounce': {
    vi: 'Tệp này không phải thư báo không gửi được của một khảo sát từ đây. Hãy đưa nguyên thư gốc (.eml).',
    en: 'This file is no message about a survey mail of ours that could not be delivered. Give the whole original message (.eml).',
  },
  'survey.rows_refused': {
    vi: '{rows} câu trả lời khảo sát chưa vào được số liệu. Hãy xem lượt nhập gần nhất ở trang Dữ liệu.',
    en: '{rows} survey answers could not become part of the numbers. See the latest import on the data page.',
  },
  'survey.message_too_long': {
    vi: 'Thư dài hơn {most} MB nên không được đọc.',
    en: 'The message is longer than {most} MB and was not read.',
  },
})
