import { defineMessages } from '../messages.ts'

/** Words of the page employees answer on. What it promises is what the code does, no more. */
export const pageWords = defineMessages({
  title: { vi: 'Bạn thấy thế nào?', en: 'How are you doing?' },
  lead: {
    vi: 'Chưa đến một phút. Câu nào không muốn trả lời thì bỏ qua.',
    en: 'Less than a minute. Leave out whatever you do not want to answer.',
  },
  promise: { vi: 'Câu trả lời của bạn được giữ kín thế nào', en: 'How your answer is kept confidential' },
  promise_link: {
    vi: 'Liên kết này được làm riêng cho bạn, để mỗi người trả lời một lần. Máy chủ cần biết liên kết đã được dùng, nhưng giữ điều đó tách khỏi nội dung bạn trả lời.',
    en: 'This link was made for you, so that everybody answers once. The server has to know that a link was used, but keeps that apart from what you answer.',
  },
  promise_kept: {
    vi: 'Không lưu tên, địa chỉ mạng, thiết bị hay giờ trả lời cùng câu trả lời. Các câu trả lời nằm lẫn nhau theo thứ tự ngẫu nhiên.',
    en: 'No name, network address, device or time is kept with your answer. Answers lie among each other in an order made by chance.',
  },
  promise_shown: {
    vi: 'Chỉ sau khi đợt hỏi đóng, các con số mới được công bố, và mỗi con số gồm ít nhất {floor} câu trả lời, kể cả khi cộng trừ các con số với nhau. Sau đó các câu trả lời đã gom bị huỷ.',
    en: 'Numbers are told only after the round has closed, and every number holds at least {floor} answers, also when numbers are added and subtracted. What was gathered is then destroyed.',
  },
  promise_rows: {
    vi: 'Sau khi công bố, điểm từng câu còn lại trong dữ liệu, không kèm tên, chỉ theo nhóm có từ {rows} câu trả lời trở lên.',
    en: 'After the release the single scores stay in the data, without names, only by groups of {rows} answers or more.',
  },
  promise_comment: {
    vi: 'Lời bạn viết không đi kèm điểm, đội hay địa điểm; chỉ hiện khi có ít nhất {comments} người viết.',
    en: 'What you write goes with no score, team or place; it is shown only where at least {comments} people wrote something.',
  },
  promise_limit: {
    vi: 'Điều không hứa được: người điều hành máy chủ, nếu cố ý theo dõi máy trong lúc bạn trả lời, vẫn có thể thấy. Ai cầm liên kết của bạn cũng có thể trả lời thay bạn.',
    en: 'What cannot be promised: whoever runs the server could see your answer if they set out to watch the machine while you give it. Whoever holds your link could answer in your place.',
  },
  counted_in: { vi: 'Câu trả lời của bạn được tính vào: {units}.', en: 'Your answer is counted in: {units}.' },
  whole: { vi: 'toàn tổ chức', en: 'the whole organisation' },
  team: { vi: 'đội {unit}', en: 'team {unit}' },
  location: { vi: 'địa điểm {unit}', en: 'place {unit}' },
  tenure_band: { vi: 'thâm niên {unit}', en: 'tenure {unit}' },
  disagree: { vi: '1 = rất không đồng ý', en: '1 = strongly disagree' },
  agree: { vi: '5 = rất đồng ý', en: '5 = strongly agree' },
  never: { vi: '0 = không hề', en: '0 = not at all' },
  surely: { vi: '10 = chắc chắn có', en: '10 = certainly' },
  comment: { vi: 'Bạn muốn nói thêm điều gì?', en: 'Anything you would like to add?' },
  comment_hint: {
    vi: 'Người đọc có thể nhận ra bạn qua cách viết hoặc chi tiết. Đừng nêu tên ai, kể cả tên bạn.',
    en: 'Readers may know you by how you write or by details. Name nobody, yourself included.',
  },
  send: { vi: 'Gửi', en: 'Send' },
  empty: {
    vi: 'Chưa có câu nào được chọn. Hãy chọn ít nhất một câu rồi gửi; liên kết vẫn còn dùng được.',
    en: 'Nothing is chosen yet. Choose at least one answer and send; the link can still be used.',
  },
  thanks: { vi: 'Cảm ơn bạn', en: 'Thank you' },
  thanks_once: {
    vi: 'Mỗi liên kết chỉ tính câu trả lời đầu tiên. Trang này hiện như nhau dù gửi lần đầu hay gửi lại, để không ai dò được liên kết đã dùng hay chưa.',
    en: 'The first answer of each link counts. This page looks the same after a first and a second sending, so that nobody can find out whether a link was used.',
  },
  thanks_when: {
    vi: 'Kết quả được công bố sau khi đợt hỏi đóng ngày {day}.',
    en: 'Results are told after the round closes on {day}.',
  },
  closed: { vi: 'Liên kết này không dùng được', en: 'This link cannot be used' },
  closed_why: {
    vi: 'Đợt hỏi đã đóng, hoặc địa chỉ bị thiếu. Không có gì được ghi lại.',
    en: 'The round is closed, or part of the address is missing. Nothing was recorded.',
  },
  busy: { vi: 'Xin thử lại sau một phút', en: 'Please try again in a minute' },
  other: { vi: 'English', en: 'Tiếng Việt' },
})
