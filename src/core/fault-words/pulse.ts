import { defineMessages } from '../messages.ts'

export const pulseFaults = defineMessages({
  'pulse.column_missing': {
    vi: 'Danh sách chưa có cột “{column}”. Dòng đầu cần là tên cột, ít nhất có: name (hoặc “họ tên”); thêm được: email, team, location, tenure_band, language, leaving_on. Danh sách cũ chưa thay đổi.',
    en: 'The list has no column “{column}”. Its first row must name the columns, at least name; further ones are email, team, location, tenure_band, language, leaving_on. The list from before is unchanged.',
  },
  'pulse.nobody': {
    vi: 'Không đọc được người nào trong danh sách (số dòng bị từ chối: {refused}). Hãy kiểm tra lại các dòng; danh sách cũ chưa thay đổi.',
    en: 'Nobody could be read from the list (rows refused: {refused}). Check its rows; the list from before is unchanged.',
  },
  'pulse.row_nameless': {
    vi: 'Dòng này không có tên. Hãy điền tên rồi gửi lại danh sách.',
    en: 'This row has no name. Fill it in and send the list again.',
  },
  'pulse.row_email': {
    vi: '“{email}” không phải một địa chỉ email. Cần đúng một địa chỉ mỗi dòng; hãy sửa hoặc để trống.',
    en: '“{email}” is not an e-mail address. One address a row is expected; correct it or leave it empty.',
  },
  'pulse.row_twice': {
    vi: 'Email “{email}” đã có ở dòng trên. Mỗi người chỉ một dòng.',
    en: 'The address “{email}” stands in a row above. One row per person is expected.',
  },
  'pulse.row_leaving': {
    vi: 'Ngày nghỉ việc “{leaving_on}” không đọc được. Hãy viết như 2026-12-31 hoặc 31/12/2026, hoặc để trống.',
    en: 'The leaving date “{leaving_on}” cannot be read. Write it like 2026-12-31 or 31/12/2026, or leave it empty.',
  },
  'pulse.person_unknown': {
    vi: 'Không có ai như vậy trong danh sách nhân viên. Hãy viết đúng email, mã hoặc họ tên như trong danh sách.',
    en: 'Nobody like that is on the list of employees. Give the address, id or name as the list has it.',
  },
  'pulse.person_several': {
    vi: 'Có {people} người cùng tên ấy trong danh sách. Hãy dùng email hoặc mã.',
    en: '{people} people of that name are on the list. Use the address or the id.',
  },
  'pulse.round_unknown': {
    vi: 'Không có đợt hỏi nào mang mã “{round}”. Xem các đợt bằng nhip pulse rounds.',
    en: 'No round has the id “{round}”. See the rounds with nhip pulse rounds.',
  },
  'pulse.kind_unknown': {
    vi: 'Không có loại đợt hỏi “{kind}”. Có: whole (đủ các câu) và short (hai câu).',
    en: 'There is no kind of round “{kind}”. There are: whole (every question) and short (two of them).',
  },
  'pulse.closes_unfit': {
    vi: 'Ngày đóng “{closes_on}” không dùng được (hôm nay {today}). Hãy viết như 2026-12-31, từ ngày mai và trong vòng {days} ngày.',
    en: 'The closing day “{closes_on}” cannot be used (today is {today}). Write it like 2026-12-31, from tomorrow on and within {days} days.',
  },
  'pulse.still_open': {
    vi: 'Đợt mở ngày {opened_on} chưa công bố. Mỗi lúc chỉ một đợt; hãy đóng và công bố đợt ấy trước.',
    en: 'The round opened on {opened_on} has not been released. There is one round at a time; close and release that one first.',
  },
  'pulse.too_few_people': {
    vi: 'Danh sách có {people} người để hỏi; cần ít nhất {fewest}. Với ít người hơn, gần như mọi con số đều phải ẩn; hãy trò chuyện trực tiếp.',
    en: 'The list has {people} people to ask; at least {fewest} are needed. With fewer, nearly every number would be hidden; talk with each other instead.',
  },
  'pulse.not_open': {
    vi: 'Đợt mở ngày {opened_on} đã đóng nên không còn liên kết nào dùng được.',
    en: 'The round opened on {opened_on} is closed, so none of its links can be used any more.',
  },
  'pulse.not_closed': {
    vi: 'Đợt này còn mở đến {closes_on}. Kết quả chỉ công bố sau khi đóng; hãy đóng đợt trước.',
    en: 'This round is open until {closes_on}. Results are released after it is closed only; close it first.',
  },
  'pulse.nobody_by_mail': {
    vi: 'Không ai được hỏi trong đợt này có địa chỉ email. Hãy lấy liên kết để phát tay.',
    en: 'Nobody asked in this round has an e-mail address. Get the links to hand out.',
  },
  'pulse.mail_off': {
    vi: 'Việc gửi thư đang tắt. Chủ tài khoản bật ở phần khảo sát; trong lúc đó hãy lấy liên kết để phát tay.',
    en: 'Sending mail is off. The owner turns it on with the surveys; meanwhile get the links to hand out.',
  },
  'pulse.mail_stopped': {
    vi: 'Máy chủ thư không nhận thư của đợt hỏi: {detail}. Lượt sau sẽ thử lại.',
    en: 'The mail server did not take the mails of the round: {detail}. They are tried again at the next turn.',
  },
  'pulse.links_given': {
    vi: 'Danh sách liên kết của đợt này đã được lấy một lần và không lấy lại được. Nếu đã mất, hãy đóng đợt này rồi mở đợt mới.',
    en: 'The links of this round were handed out once and cannot be had again. If they are lost, close this round and open another.',
  },
  'pulse.secret_gone': {
    vi: 'Khoá của đợt này không còn ở đây (bản sao lưu không mang theo khoá). Liên kết đã gửi vẫn dùng được; liên kết mới thì không tạo được nữa.',
    en: 'The secret of this round is not here any more (backups carry none). Links already given still work; new ones cannot be made.',
  },
  'pulse.box_damaged': {
    vi: 'Hộp trả lời của đợt này không đọc được nên chưa có gì được công bố. Hãy kiểm tra ổ đĩa; nếu tệp đã hỏng, các câu trả lời của đợt này đã mất.',
    en: 'The box of answers of this round cannot be read, so nothing was released. Check the disk; if the file is broken, the answers of this round are lost.',
  },
})
