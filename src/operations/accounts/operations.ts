import { tokenUses } from '#core/access.ts'
import { listIn, textIn } from '#core/given.ts'
import { defineMessages } from '#core/messages.ts'
import type { Argument, Input, Operation } from '#core/operation.ts'
import type { AccountDeps } from './dependencies.ts'
import { createToken, listTokens, revokeToken } from './tokens.ts'
import { addUser, changeUser, disableUser, enableUser, listUsers, resetUser, type UserInput } from './users.ts'

const words = defineMessages({
  list: { vi: 'Các tài khoản, vai trò và phạm vi', en: 'The accounts, their roles and scopes' },
  add: {
    vi: 'Thêm tài khoản; in ra liên kết dùng một lần để người đó đặt mật khẩu',
    en: 'Add an account; prints a link that works once, for its holder to set a password',
  },
  change: { vi: 'Đổi vai trò, phạm vi, tên hoặc ngôn ngữ', en: 'Change role, scope, name or language' },
  disable: { vi: 'Khoá một tài khoản ngay lập tức', en: 'Shut an account out at once' },
  enable: { vi: 'Mở lại một tài khoản đã khoá', en: 'Let a disabled account in again' },
  reset: {
    vi: 'In ra liên kết dùng một lần để đặt mật khẩu mới',
    en: 'Print a link that works once, for setting a new password',
  },
  tokens: { vi: 'Các mã truy cập API', en: 'The API tokens' },
  create: { vi: 'Tạo mã truy cập API; chỉ hiện một lần', en: 'Make an API token; it is shown once' },
  revoke: { vi: 'Huỷ một mã truy cập ngay lập tức', en: 'End a token at once' },
  journal: { vi: 'Nhật ký: ai đã làm gì, mới nhất trước', en: 'The journal: who did what, newest first' },
  email: { vi: 'email đăng nhập', en: 'e-mail to sign in with' },
  user: { vi: 'email hoặc mã tài khoản', en: 'e-mail or id of the account' },
  name: { vi: 'tên hiển thị', en: 'name to show' },
  role: {
    vi: 'vai trò: owner, manager, rep, marketing, analyst, people_manager',
    en: 'role: owner, manager, rep, marketing, analyst, people_manager',
  },
  location: {
    vi: 'chỉ xem địa điểm này (manager); lặp lại được',
    en: 'sees this location only (manager); may be repeated',
  },
  team: { vi: 'chỉ xem đội này (manager); lặp lại được', en: 'sees this team only (manager); may be repeated' },
  rep: { vi: 'tên hoặc mã nhân viên như trong dữ liệu (rep)', en: 'the rep’s name or id as the data has it (rep)' },
  language: { vi: 'ngôn ngữ: vi hoặc en', en: 'language: vi or en' },
  everywhere: { vi: 'bỏ giới hạn địa điểm và đội', en: 'take the limits to locations and teams away' },
  totp: { vi: 'bỏ cả bước xác thực thứ hai (mất điện thoại)', en: 'also take the second step away (phone lost)' },
  tokenName: { vi: 'mã dùng ở đâu, ví dụ “máy bán hàng”', en: 'where it is used, e.g. “point of sale”' },
  uses: {
    vi: `dùng để: ${tokenUses.join(', ')} (mặc định read)`,
    en: `for: ${tokenUses.join(', ')} (read unless said)`,
  },
  days: { vi: 'hạn dùng, ngày (mặc định 365)', en: 'days it lasts (365 unless said)' },
  tokenUser: { vi: 'tài khoản của mã (trên máy chủ)', en: 'whose token it is (on the server)' },
  token: { vi: 'mã số của mã truy cập', en: 'the token’s id' },
  limit: { vi: 'số dòng nhiều nhất (mặc định 100)', en: 'most rows (100 unless said)' },
  before: { vi: 'chỉ các dòng trước số này', en: 'only rows before this number' },
})

const userInput = (input: Input): UserInput => ({
  name: textIn(input, 'name'),
  role: textIn(input, 'role'),
  language: textIn(input, 'language'),
  locations: listIn(input, 'location'),
  teams: listIn(input, 'team'),
  rep: textIn(input, 'rep'),
})

const details: readonly Argument[] = [
  { name: 'name', kind: 'text', help: words.name },
  { name: 'role', kind: 'text', help: words.role },
  { name: 'location', kind: 'list', help: words.location },
  { name: 'team', kind: 'list', help: words.team },
  { name: 'rep', kind: 'text', help: words.rep },
  { name: 'language', kind: 'text', help: words.language },
]

const user: Argument = { name: 'user', kind: 'text', position: 0, required: true, help: words.user }

const onUser = (
  verb: 'disable' | 'enable',
  run: (name: string, deps: AccountDeps) => unknown,
): Operation<AccountDeps> => ({
  name: `users.${verb}`,
  command: ['users', verb],
  http: { method: 'post', path: `/users/{user}/${verb}` },
  help: words[verb],
  arguments: [user],
  changes: true,
  run: async (input, deps) => run(String(input['user']), deps),
})

/** Rows of the journal, with the e-mail of an account or of a token's account beside its id. */
const readJournal = (input: Input, { accounts }: AccountDeps) => {
  const limit = Math.min(1_000, Math.max(1, Math.trunc(Number(input['limit'] ?? 100))))
  const emails = new Map(accounts.users().map(({ id, email }) => [`user:${id}`, email]))
  for (const { id, user } of accounts.tokens()) emails.set(`token:${id}`, emails.get(`user:${user}`) ?? '')
  return accounts
    .journal(limit, input['before'] === undefined ? null : Number(input['before']))
    .map((row) => ({ ...row, actor_email: emails.get(row.actor) ?? null }))
}

export const accountOperations: readonly Operation<AccountDeps>[] = [
  {
    name: 'users.list',
    command: ['users', 'list'],
    http: { method: 'get', path: '/users' },
    help: words.list,
    arguments: [],
    changes: false,
    run: async (_input, deps) => listUsers(deps),
  },
  {
    name: 'users.add',
    command: ['users', 'add'],
    http: { method: 'post', path: '/users' },
    help: words.add,
    arguments: [{ name: 'email', kind: 'text', position: 0, required: true, help: words.email }, ...details],
    changes: true,
    run: async (input, deps) => addUser({ ...userInput(input), email: String(input['email']) }, deps),
  },
  {
    name: 'users.change',
    command: ['users', 'change'],
    http: { method: 'post', path: '/users/{user}' },
    help: words.change,
    arguments: [user, ...details, { name: 'everywhere', kind: 'flag', help: words.everywhere }],
    changes: true,
    run: async (input, deps) =>
      changeUser({ ...userInput(input), user: String(input['user']), everywhere: input['everywhere'] === true }, deps),
  },
  onUser('disable', disableUser),
  onUser('enable', enableUser),
  {
    name: 'users.reset',
    command: ['users', 'reset'],
    http: { method: 'post', path: '/users/{user}/reset' },
    help: words.reset,
    arguments: [user, { name: 'totp', kind: 'flag', help: words.totp }],
    changes: true,
    run: async (input, deps) => resetUser({ user: String(input['user']), totp: input['totp'] === true }, deps),
  },
  {
    name: 'tokens.list',
    command: ['users', 'tokens', 'list'],
    http: { method: 'get', path: '/tokens' },
    help: words.tokens,
    arguments: [],
    changes: false,
    run: async (_input, deps) => listTokens(deps),
  },
  {
    name: 'tokens.create',
    command: ['users', 'tokens', 'create'],
    http: { method: 'post', path: '/tokens' },
    help: words.create,
    arguments: [
      { name: 'name', kind: 'text', position: 0, required: true, help: words.tokenName },
      { name: 'uses', kind: 'list', help: words.uses },
      { name: 'days', kind: 'number', help: words.days },
      { name: 'user', kind: 'text', help: words.tokenUser },
    ],
    changes: true,
    run: async (input, deps) =>
      createToken(
        {
          name: String(input['name']),
          uses: listIn(input, 'uses'),
          days: input['days'] === undefined ? undefined : Number(input['days']),
          user: textIn(input, 'user'),
        },
        deps,
      ),
  },
  {
    name: 'tokens.revoke',
    command: ['users', 'tokens', 'revoke'],
    http: { method: 'post', path: '/tokens/{id}/revoke' },
    help: words.revoke,
    arguments: [{ name: 'id', kind: 'text', position: 0, required: true, help: words.token }],
    changes: true,
    run: async (input, deps) => revokeToken(String(input['id']), deps),
  },
  {
    name: 'journal.list',
    command: ['users', 'journal'],
    http: { method: 'get', path: '/journal' },
    help: words.journal,
    arguments: [
      { name: 'limit', kind: 'number', help: words.limit },
      { name: 'before', kind: 'number', help: words.before },
    ],
    changes: false,
    run: async (input, deps) => ({ rows: readJournal(input, deps) }),
  },
]
