import { defineMessages } from '../messages.ts'

export const accountFaults = defineMessages({
  'access.role': {
    vi: 'Tài khoản của bạn (vai trò {role}) không được làm việc này ({operation}). Hãy nhờ chủ tài khoản.',
    en: 'Your account (role {role}) may not do this ({operation}). Ask an owner.',
  },
  'access.token_use': {
    vi: 'Mã truy cập này chỉ dùng để: {uses}; việc này ({operation}) nằm ngoài. Hãy tạo một mã khác cho việc đó.',
    en: 'This token is only for: {uses}; this ({operation}) is something else. Make another token for it.',
  },
  'access.metric_hidden': {
    vi: 'Chỉ số “{metric}” không dành cho vai trò {role}. Xem bảng vai trò trong docs/accounts.md hoặc hỏi chủ tài khoản.',
    en: 'The metric “{metric}” is not open to the role {role}. See the table of roles in docs/accounts.md, or ask an owner.',
  },
  'access.metric_unscoped': {
    vi: 'Bạn chỉ xem một phần của tổ chức, mà “{metric}” không tách được theo “{dimension}”, nên không hiện số nào thay cho phần của bạn.',
    en: 'You see a part of the organisation, and “{metric}” cannot be split by “{dimension}”, so no number can stand for your part.',
  },
  'access.whole_needed': {
    vi: '“{metric}” đặt một phần bên cạnh toàn bộ, mà bạn chỉ xem một phần theo “{dimension}”, nên chỉ số này không hiện.',
    en: '“{metric}” sets a part against the whole, and you see a part by “{dimension}”, so it is not shown.',
  },
  'access.outside': {
    vi: '{dimension} = {members} nằm ngoài phần bạn được xem. Bạn xem được: {allowed}.',
    en: '{dimension} = {members} is outside what you may see. You see: {allowed}.',
  },
  'access.targets_outside': {
    vi: 'Lần đặt này còn có mục tiêu ngoài phần của bạn, nên bạn không hoàn tác được. Hãy đặt lại mục tiêu của phần mình, hoặc nhờ chủ tài khoản.',
    en: 'This setting holds targets outside your part, too, so you cannot take it back. Set those of your part anew, or ask an owner.',
  },
  'target.not_alone': {
    vi: 'Lần nhập {import_id} mang cả dữ liệu khác, không chỉ mục tiêu. Hoàn tác cả lần nhập: nhip imports undo {import_id}, hoặc ở trang Dữ liệu.',
    en: 'The import {import_id} brought other data beside targets. Take the whole of it back: nhip imports undo {import_id}, or on the page Data.',
  },
  'access.import_entity': {
    vi: 'Vai trò {role} chỉ nhập được: {allowed}. Tệp này có: {entities}. Chưa nhập gì.',
    en: 'The role {role} may bring in only: {allowed}. This file holds: {entities}. Nothing was imported.',
  },
  'session.needed': {
    vi: 'Hãy đăng nhập, hoặc gửi kèm mã truy cập còn hạn.',
    en: 'Sign in, or send a token that is still valid.',
  },
  'session.refused': {
    vi: 'Email hoặc mật khẩu không đúng.',
    en: 'Wrong e-mail or password.',
  },
  'session.code_needed': {
    vi: 'Hãy nhập mã 6 số trong ứng dụng xác thực.',
    en: 'Enter the 6-digit code of your authenticator app.',
  },
  'session.code_wrong': {
    vi: 'Mã 6 số không đúng hoặc đã dùng. Hãy nhập mã đang hiện; đồng hồ của điện thoại phải đúng giờ.',
    en: 'The 6-digit code is wrong or was used already. Enter the one shown now; the phone’s clock must be right.',
  },
  'session.too_many': {
    vi: 'Đã thử sai quá nhiều lần. Hãy thử lại sau {seconds} giây.',
    en: 'Too many wrong attempts. Try again in {seconds} seconds.',
  },
  'session.not_a_person': {
    vi: 'Việc này dành cho người đã đăng nhập bằng email và mật khẩu.',
    en: 'This is for someone signed in with e-mail and password.',
  },
  'account.unknown': {
    vi: 'Không có tài khoản “{user}”. Xem danh sách bằng lệnh nhip users list.',
    en: 'There is no account “{user}”. See the list with nhip users list.',
  },
  'account.email_taken': {
    vi: 'Đã có tài khoản với email {email}.',
    en: 'There already is an account with the e-mail {email}.',
  },
  'account.email_malformed': {
    vi: '“{email}” không phải là địa chỉ email. Ví dụ: lan@congty.vn.',
    en: '“{email}” is not an e-mail address. For example: lan@company.vn.',
  },
  'account.name_missing': {
    vi: 'Hãy cho biết tên (tối đa 120 ký tự, trên một dòng).',
    en: 'A name is needed (at most 120 characters, on one line).',
  },
  'account.role_unknown': {
    vi: 'Không có vai trò “{role}”. Các vai trò: {roles}.',
    en: 'There is no role “{role}”. The roles are: {roles}.',
  },
  'account.language_unknown': {
    vi: 'Không có ngôn ngữ “{language}”. Dùng vi hoặc en.',
    en: 'There is no language “{language}”. Use vi or en.',
  },
  'account.rep_missing': {
    vi: 'Vai trò rep cần tên hoặc mã nhân viên đúng như trong dữ liệu: --rep TÊN.',
    en: 'The role rep needs the rep’s name or id as the data has it: --rep NAME.',
  },
  'account.scope_unfit': {
    vi: 'Vai trò {role} không nhận phạm vi {scope}. Địa điểm và đội dành cho manager, tên nhân viên dành cho rep.',
    en: 'The role {role} takes no scope {scope}. Locations and teams are for a manager, a rep’s name for a rep.',
  },
  'account.owner_first': {
    vi: 'Chưa có chủ tài khoản. Hãy tạo chủ tài khoản trước, bằng liên kết mà nhip start in ra hoặc nhip users add EMAIL --role owner.',
    en: 'There is no owner yet. Make one first, by the link nhip start prints or with nhip users add EMAIL --role owner.',
  },
  'account.last_owner': {
    vi: '{email} là chủ tài khoản duy nhất đang dùng được. Hãy thêm một chủ tài khoản khác trước.',
    en: '{email} is the only owner who can sign in. Add another owner first.',
  },
  'account.is_disabled': {
    vi: 'Tài khoản {email} đang bị khoá. Mở lại bằng lệnh nhip users enable {email}.',
    en: 'The account {email} is disabled. Open it again with nhip users enable {email}.',
  },
  'account.password_short': {
    vi: 'Mật khẩu cần {least} đến {most} ký tự; mật khẩu này có {length}. Vài từ ghép lại dễ nhớ hơn ký tự lạ.',
    en: 'A password needs {least} to {most} characters; this one has {length}. Some words together are easier to remember than odd signs.',
  },
  'account.password_common': {
    vi: 'Mật khẩu này quá dễ đoán (hay gặp, lặp lại, hoặc giống email hay tên). Hãy chọn mật khẩu khác.',
    en: 'This password is too easy to guess (common, repeated, or like the e-mail or the name). Choose another.',
  },
  'link.gone': {
    vi: 'Liên kết này đã dùng, đã hết hạn hoặc không đúng. Hãy xin liên kết mới; trên máy chủ: nhip users reset EMAIL.',
    en: 'This link was used, is too old or is wrong. Ask for a new one; on the server: nhip users reset EMAIL.',
  },
  'token.unknown': {
    vi: 'Không có mã truy cập “{token}” trong những mã bạn được xem.',
    en: 'There is no token “{token}” among those you may see.',
  },
  'token.use_unknown': {
    vi: 'Mã truy cập dùng để: {uses}. Đã nhận: {given}.',
    en: 'A token is for: {uses}. Received: {given}.',
  },
  'token.days_impossible': {
    vi: 'Hạn của mã truy cập tính bằng ngày, từ 1 đến {most}. Đã nhận: {days}.',
    en: 'A token lasts for 1 to {most} days. Received: {days}.',
  },
  'token.account_needed': {
    vi: 'Hãy cho biết mã truy cập này của tài khoản nào: --user EMAIL.',
    en: 'Say whose token this is: --user EMAIL.',
  },
  'totp.not_offered': {
    vi: 'Chưa bắt đầu bật bước xác thực thứ hai, hoặc đã bật rồi.',
    en: 'Setting up the second step has not begun, or is done already.',
  },
  'doctor.journal': {
    vi: 'Nhật ký thao tác còn nguyên: {rows} dòng nối tiếp nhau.',
    en: 'The journal of changes is whole: {rows} rows follow one another.',
  },
  'doctor.journal_broken': {
    vi: 'Nhật ký thao tác bị sửa từ dòng {row}: dòng đó không nối với dòng trước. Hãy giữ tệp này làm bằng chứng và so với bản sao lưu.',
    en: 'The journal of changes was altered from row {row} on: it does not follow from the one before. Keep this file as evidence and compare it with a backup.',
  },
})
