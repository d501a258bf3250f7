import { numberIn, textIn } from '#core/given.ts'
import { defineMessages } from '#core/messages.ts'
import type { Operation } from '#core/operation.ts'
import type { MailDeps } from './dependencies.ts'
import { setServer, shownServer, testServer } from './mail-server.ts'

const words = defineMessages({
  show: { vi: 'Máy chủ thư đang dùng', en: 'The mail server in use' },
  set: { vi: 'Đặt máy chủ thư (SMTP)', en: 'Set the mail server (SMTP)' },
  test: { vi: 'Gửi một thư thử', en: 'Send one test mail' },
  host: { vi: 'tên máy chủ, ví dụ smtp.congty.vn', en: 'name of the server, e.g. smtp.company.vn' },
  port: { vi: 'cổng (mặc định 587; 465 với tls)', en: 'port (587 unless said; 465 with tls)' },
  security: {
    vi: 'starttls (mặc định), tls, hoặc plain cho máy chủ ngay trên máy này',
    en: 'starttls (unless said), tls, or plain for a server of this very machine',
  },
  user: { vi: 'tài khoản của máy chủ thư', en: 'account at the server' },
  password: {
    vi: 'mật khẩu; bỏ trống thì giữ mật khẩu đang có. Không bao giờ hiện lại',
    en: 'password; the one known stays where left out. Never shown again',
  },
  from_name: { vi: 'tên người gửi (mặc định tên tổ chức)', en: 'name of the sender (the organisation’s unless said)' },
  from_address: { vi: 'địa chỉ người gửi', en: 'address of the sender' },
  reply_to: { vi: 'địa chỉ nhận trả lời', en: 'address answers go to' },
  bounce_address: {
    vi: 'địa chỉ nhận thư không tới nơi; phần sau dấu + được thêm cho từng thư',
    en: 'address for what cannot be delivered; a part after a plus is added for each mail',
  },
  email: { vi: 'địa chỉ nhận thư thử', en: 'address the test mail goes to' },
})

export const mailOperations: readonly Operation<MailDeps>[] = [
  {
    name: 'mail.show',
    command: ['mail'],
    http: { method: 'get', path: '/mail' },
    help: words.show,
    arguments: [],
    changes: false,
    run: async (_input, deps) => shownServer(deps.mail.mailServer()),
  },
  {
    name: 'mail.set',
    command: ['mail', 'set'],
    http: { method: 'post', path: '/mail' },
    help: words.set,
    arguments: [
      { name: 'host', kind: 'text', position: 0, required: true, help: words.host },
      { name: 'from_address', kind: 'text', required: true, help: words.from_address },
      { name: 'from_name', kind: 'text', help: words.from_name },
      { name: 'port', kind: 'number', help: words.port },
      { name: 'security', kind: 'text', help: words.security },
      { name: 'user', kind: 'text', help: words.user },
      { name: 'password', kind: 'text', help: words.password },
      { name: 'reply_to', kind: 'text', help: words.reply_to },
      { name: 'bounce_address', kind: 'text', help: words.bounce_address },
    ],
    changes: true,
    run: async (input, deps) =>
      setServer(
        {
          host: String(input['host']),
          from_address: String(input['from_address']),
          from_name: textIn(input, 'from_name'),
          port: numberIn(input, 'port'),
          security: textIn(input, 'security'),
          user: textIn(input, 'user'),
          password: textIn(input, 'password'),
          reply_to: textIn(input, 'reply_to'),
          bounce_address: textIn(input, 'bounce_address'),
        },
        deps,
      ),
  },
  {
    name: 'mail.test',
    command: ['mail', 'test'],
    http: { method: 'post', path: '/mail/test' },
    help: words.test,
    arguments: [{ name: 'email', kind: 'text', position: 0, required: true, help: words.email }],
    changes: true,
    run: (input, deps) => testServer(String(input['email']), deps),
  },
]
