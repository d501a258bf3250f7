import type { JournalRow } from '#core/account.ts'
import { defineMessages, fill, type Language } from '#core/messages.ts'
import type { MadeLink } from '#operations/accounts/links.ts'
import type { ListedToken } from '#operations/accounts/tokens.ts'
import type { ListedUser } from '#operations/accounts/users.ts'
import { textTable } from './table.ts'

const words = defineMessages({
  email: { vi: 'Email', en: 'E-mail' },
  name: { vi: 'Tên', en: 'Name' },
  role: { vi: 'Vai trò', en: 'Role' },
  scope: { vi: 'Phạm vi', en: 'Scope' },
  state: { vi: 'Trạng thái', en: 'State' },
  whole: { vi: 'toàn bộ', en: 'everything' },
  active: { vi: 'đang dùng', en: 'active' },
  invited: { vi: 'chờ đặt mật khẩu', en: 'invited' },
  disabled: { vi: 'đã khoá', en: 'disabled' },
  expired: { vi: 'hết hạn', en: 'expired' },
  revoked: { vi: 'đã huỷ', en: 'revoked' },
  no_users: {
    vi: 'Chưa có tài khoản nào. Tạo chủ tài khoản bằng liên kết mà nhip start in ra.',
    en: 'There are no accounts yet. Make the owner by the link nhip start prints.',
  },
  link: {
    vi: 'Liên kết dùng một lần, đến {until}:\n{url}\nGửi riêng cho người đó; mở từ máy khác thì thay địa chỉ đầu bằng địa chỉ của Nhịp trong mạng.\n',
    en: 'A link that works once, until {until}:\n{url}\nSend it to that person alone; opened from elsewhere, put the address Nhịp has there in front.\n',
  },
  token: {
    vi: 'Mã truy cập (chỉ hiện lần này):\n{token}\n',
    en: 'The token (shown this once):\n{token}\n',
  },
  no_tokens: { vi: 'Chưa có mã truy cập nào.', en: 'There are no tokens yet.' },
  id: { vi: 'Mã số', en: 'Id' },
  uses: { vi: 'Dùng để', en: 'For' },
  until: { vi: 'Hạn', en: 'Until' },
  number: { vi: 'Số', en: 'No.' },
  when: { vi: 'Lúc', en: 'When' },
  who: { vi: 'Ai', en: 'Who' },
  what: { vi: 'Việc', en: 'What' },
})

const scopeText = ({ scope }: ListedUser, language: Language): string =>
  [...scope.locations, ...scope.teams, ...(scope.rep === null ? [] : [scope.rep])].join(', ') || words.whole[language]

const usersTable = (users: readonly ListedUser[], language: Language): string =>
  textTable(
    [words.email, words.name, words.role, words.scope, words.state].map((head) => ({ head: head[language] })),
    users.map((user) => [user.email, user.name, user.role, scopeText(user, language), words[user.status][language]]),
  )

export const presentUsers = ({ users }: { readonly users: readonly ListedUser[] }, language: Language): string =>
  users.length === 0 ? `${words.no_users[language]}\n` : usersTable(users, language)

export const presentUser = (user: ListedUser, language: Language): string => usersTable([user], language)

export const presentInvited = (
  { user, link }: { readonly user: ListedUser; readonly link: MadeLink },
  language: Language,
): string =>
  `${usersTable([user], language)}\n${fill(words.link, language, { url: link.url, until: link.expires_at.slice(0, 16).replace('T', ' ') })}`

export const presentTokens = ({ tokens }: { readonly tokens: readonly ListedToken[] }, language: Language): string =>
  tokens.length === 0
    ? `${words.no_tokens[language]}\n`
    : textTable(
        [words.id, words.email, words.name, words.uses, words.until, words.state].map((head) => ({
          head: head[language],
        })),
        tokens.map((token) => [
          token.id,
          token.email,
          token.name,
          token.uses.join(', '),
          token.expires_at?.slice(0, 10) ?? '',
          words[token.status][language],
        ]),
      )

export const presentToken = (token: ListedToken & { readonly token?: string }, language: Language): string =>
  `${presentTokens({ tokens: [token] }, language)}${token.token === undefined ? '' : `\n${fill(words.token, language, { token: token.token })}`}`

export const presentJournal = (
  { rows }: { readonly rows: readonly (JournalRow & { readonly actor_email: string | null })[] },
  language: Language,
): string =>
  textTable(
    [words.number, words.when, words.who, words.what, { vi: '', en: '' }].map((head) => ({ head: head[language] })),
    rows.map((row) => [
      String(row.sequence),
      row.at.slice(0, 19).replace('T', ' '),
      row.actor_email ?? row.actor,
      row.action,
      [row.subject, row.detail === null ? null : JSON.stringify(row.detail)].filter((part) => part !== null).join(' '),
    ]),
  )
