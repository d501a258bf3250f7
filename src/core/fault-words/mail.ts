import { defineMessages } from '../messages.ts'

export const mailFaults = defineMessages({
  'mail.no_server': {
    vi: 'Chưa đặt máy chủ thư nên chưa gửi được gì. Hãy đặt ở trang Khảo sát hoặc bằng nhip mail set.',
    en: 'No mail server is set, so nothing can be sent. Set one on the surveys page or with nhip mail set.',
  },
  'mail.password_missing': {
    vi: 'Máy chủ thư {host} cần mật khẩu của tài khoản “{account}” (bản sao lưu không giữ mật khẩu). Hãy nhập lại mật khẩu.',
    en: 'The mail server {host} needs the password of the account “{account}” (a backup keeps no password). Enter it again.',
  },
  'mail.host_unfit': {
    vi: '“{host}” không phải tên một máy chủ. Hãy ghi như smtp.congty.vn, không kèm smtp:// hay số cổng.',
    en: '“{host}” is no name of a server. Write it like smtp.company.vn, without smtp:// and without a port.',
  },
  'mail.port_unfit': {
    vi: 'Cổng là “{port}”; cần một số từ 1 đến 65535, thường là 587 hoặc 465.',
    en: 'The port is “{port}”; expected is a number from 1 to 65535, mostly 587 or 465.',
  },
  'mail.address_unfit': {
    vi: 'Ở {field} có “{address}”; cần đúng một địa chỉ email, ví dụ chamsoc@congty.vn.',
    en: 'In {field} stands “{address}”; expected is exactly one mail address, e.g. care@company.vn.',
  },
  'mail.refused': {
    vi: 'Máy chủ thư {host} từ chối: {response}. Hãy xem lại tài khoản, địa chỉ người gửi và người nhận.',
    en: 'The mail server {host} refused: {response}. Check the account and the addresses of sender and recipient.',
  },
  'mail.unsent': {
    vi: 'Chưa gửi được qua {host}:{port}: {detail}. Hãy xem lại tên máy chủ, cổng, kiểu bảo vệ và mật khẩu.',
    en: 'Nothing could be sent by {host}:{port}: {detail}. Check the name, the port, the protection of the line and the password.',
  },
})
