import { defineMessages } from '../messages.ts'

export const signOnFaults = defineMessages({
  'sso.off': {
    vi: 'Máy chủ này chưa nối với nhà cung cấp đăng nhập nào. Hãy đăng nhập bằng email và mật khẩu.',
    en: 'This server is not connected with a sign-in provider. Sign in with e-mail and password.',
  },
  'sso.unreachable': {
    vi: '{provider} không trả lời hoặc trả lời không đúng chuẩn ({reason}). Hãy thử lại sau ít phút, hoặc đăng nhập bằng email và mật khẩu.',
    en: '{provider} did not answer, or not in the standard form ({reason}). Try again in a few minutes, or sign in with e-mail and password.',
  },
  'sso.refused': {
    vi: 'Không xác nhận được lần đăng nhập qua {provider} này ({reason}). Hãy bắt đầu lại từ trang đăng nhập.',
    en: 'This sign-in through {provider} could not be confirmed ({reason}). Start again from the sign-in page.',
  },
  'sso.denied': {
    vi: '{provider} không cho đăng nhập, hoặc bạn đã dừng ở đó. Hãy thử lại, hoặc hỏi người quản trị {provider}.',
    en: '{provider} did not let you in, or you stopped there. Try again, or ask whoever looks after {provider}.',
  },
  'sso.clock': {
    vi: 'Đồng hồ của máy chủ này và của {provider} lệch nhau quá {seconds} giây. Hãy nhờ người quản trị chỉnh giờ máy chủ.',
    en: 'The clocks of this server and of {provider} differ by more than {seconds} seconds. Ask an administrator to set the server’s clock.',
  },
  'sso.client': {
    vi: '{provider} không nhận mã ứng dụng hoặc khoá bí mật của máy chủ này ({reason}). Hãy nhờ người quản trị xem lại NHIP_OIDC_CLIENT_ID và NHIP_OIDC_CLIENT_SECRET.',
    en: '{provider} does not accept this server’s client id or secret ({reason}). Ask an administrator to look at NHIP_OIDC_CLIENT_ID and NHIP_OIDC_CLIENT_SECRET.',
  },
  'sso.gone': {
    vi: 'Lần đăng nhập này đã quá hạn, đã dùng rồi, hoặc bắt đầu ở một trình duyệt khác. Hãy bắt đầu lại từ trang đăng nhập.',
    en: 'This sign-in took too long, was used already, or began in another browser. Start again from the sign-in page.',
  },
  'sso.email_missing': {
    vi: '{provider} không cho biết email của bạn. Hãy nhờ người quản trị bật quyền “email” cho Nhịp ở đó.',
    en: '{provider} did not tell your e-mail. Ask whoever looks after it to let Nhịp have “email”.',
  },
  'sso.email_unverified': {
    vi: '{provider} chưa xác minh email {email}. Hãy xác minh email ở đó rồi thử lại.',
    en: '{provider} has not verified the e-mail {email}. Verify it there, then try again.',
  },
  'sso.domain': {
    vi: 'Email {email} không thuộc các tên miền được nhận: {domains}.',
    en: 'The e-mail {email} is not of a domain accepted here: {domains}.',
  },
  'sso.person_unknown': {
    vi: 'Chưa có tài khoản với email {email}. Hãy nhờ chủ tài khoản thêm bạn.',
    en: 'There is no account with the e-mail {email}. Ask an owner to add you.',
  },
  'sso.other_person': {
    vi: 'Tài khoản {email} đã gắn với một người khác ở {provider}. Hãy nhờ chủ tài khoản đặt lại (nhip users reset {email}).',
    en: 'The account {email} is tied to another person of {provider}. Ask an owner to reset it (nhip users reset {email}).',
  },
  'sso.disabled': {
    vi: 'Tài khoản {email} đang bị khoá. Hãy hỏi chủ tài khoản.',
    en: 'The account {email} is disabled. Ask an owner.',
  },
})
