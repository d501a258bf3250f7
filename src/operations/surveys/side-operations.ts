import { Fault } from '#core/fault.ts'
import { numberIn, textIn } from '#core/given.ts'
import { defineMessages } from '#core/messages.ts'
import type { Operation } from '#core/operation.ts'
import { takeBounce } from './bounce.ts'
import { setSending, shownSending } from './configure.ts'
import type { SurveyDeps } from './dependencies.ts'
import { dropOptOut, listOptOuts, optOut } from './opt-outs.ts'
import { addCode, closeCode, listCodes } from './shown.ts'

const words = defineMessages({
  sending: { vi: 'Khảo sát được gửi khi nào, và đã bật chưa', en: 'When surveys go out, and whether they do' },
  setSending: {
    vi: 'Bật hoặc tắt việc gửi; đặt giờ gửi, số lời mời mỗi ngày và địa chỉ công khai',
    en: 'Turn sending on or off; set the hours, invitations a day and the public address',
  },
  on: { vi: 'on hoặc off', en: 'on or off' },
  url: {
    vi: 'địa chỉ khách mở được, ví dụ https://khaosat.congty.vn',
    en: 'address customers can open, e.g. https://survey.company.vn',
  },
  hours: { vi: 'giờ gửi theo thứ, {"1":["08:30","18:00"], …}', en: 'hours by weekday, {"1":["08:30","18:00"], …}' },
  cap: {
    vi: 'số lời mời nhiều nhất mỗi ngày; 0 là không giới hạn',
    en: 'most invitations a day; 0 is as many as are due',
  },
  optOuts: { vi: 'Ai không nhận khảo sát nữa', en: 'Who receives no more surveys' },
  optOut: { vi: 'Ghi lại là một khách không nhận khảo sát nữa', en: 'Note that a customer wants no more surveys' },
  dropOptOut: {
    vi: 'Bỏ một lượt từ chối; chỉ khi chính khách ấy đã đổi ý',
    en: 'Take an opt-out back; only where who said no has said yes',
  },
  email: { vi: 'địa chỉ email', en: 'mail address' },
  customer: { vi: 'mã khách', en: 'id of the customer' },
  optOutId: { vi: 'mã của lượt từ chối', en: 'id of the opt-out' },
  codes: { vi: 'Các liên kết công khai và mã QR', en: 'Public links and QR codes' },
  addCode: { vi: 'Tạo liên kết công khai (mã QR) cho một địa điểm', en: 'Make a public link (QR code) for a place' },
  closeCode: { vi: 'Đóng một liên kết công khai', en: 'Close a public link' },
  survey: { vi: 'mã khảo sát', en: 'id of the survey' },
  location: { vi: 'mã địa điểm', en: 'id of the place' },
  code: { vi: 'mã trong liên kết', en: 'code of the link' },
  bounce: {
    vi: 'Đọc một thư báo không gửi được; địa chỉ không còn thì không gửi nữa',
    en: 'Read a message that came back; an address that is gone is not written to again',
  },
  message: { vi: 'nguyên thư gốc (.eml)', en: 'the whole original message (.eml)' },
})

/** @throws Fault `survey.unfit` */
const onOff = (text: string | undefined): boolean | undefined => {
  if (text === undefined) return undefined
  if (text !== 'on' && text !== 'off')
    throw new Fault('option.unknown_value', { option: 'state', value: text.slice(0, 20), allowed: ['on', 'off'] })
  return text === 'on'
}

const hoursIn = (text: string | undefined): unknown => {
  if (text === undefined) return undefined
  try {
    return JSON.parse(text) as unknown
  } catch {
    return text
  }
}

/** What stands beside the surveys themselves: sending, who said no, public links, what came back. */
export const sideOperations: readonly Operation<SurveyDeps>[] = [
  {
    name: 'surveys.sending',
    command: ['surveys', 'sending'],
    http: { method: 'get', path: '/survey-sending' },
    help: words.sending,
    arguments: [],
    changes: false,
    run: async (_input, deps) => shownSending(deps),
  },
  {
    name: 'surveys.set_sending',
    command: ['surveys', 'sending', 'set'],
    http: { method: 'post', path: '/survey-sending' },
    help: words.setSending,
    arguments: [
      { name: 'state', kind: 'text', position: 0, help: words.on },
      { name: 'url', kind: 'text', help: words.url },
      { name: 'hours', kind: 'json', help: words.hours },
      { name: 'daily_cap', kind: 'number', help: words.cap },
    ],
    changes: true,
    run: async (input, deps) => {
      const cap = numberIn(input, 'daily_cap')
      return setSending(
        {
          on: onOff(textIn(input, 'state')),
          url: textIn(input, 'url'),
          hours: hoursIn(textIn(input, 'hours')),
          daily_cap: cap === 0 ? null : cap,
        },
        deps,
      )
    },
  },
  {
    name: 'surveys.opt_outs',
    command: ['surveys', 'opt-outs'],
    http: { method: 'get', path: '/survey-opt-outs' },
    help: words.optOuts,
    arguments: [],
    changes: false,
    discloses: true,
    run: async (_input, deps) => listOptOuts(deps),
  },
  {
    name: 'surveys.opt_out',
    command: ['surveys', 'opt-out'],
    http: { method: 'post', path: '/survey-opt-outs' },
    help: words.optOut,
    arguments: [
      { name: 'email', kind: 'text', help: words.email },
      { name: 'customer_id', kind: 'text', help: words.customer },
    ],
    changes: true,
    run: async (input, deps) => optOut({ email: textIn(input, 'email'), customer: textIn(input, 'customer_id') }, deps),
  },
  {
    name: 'surveys.drop_opt_out',
    command: ['surveys', 'opt-outs', 'drop'],
    http: { method: 'post', path: '/survey-opt-outs/{id}/drop' },
    help: words.dropOptOut,
    arguments: [{ name: 'id', kind: 'text', position: 0, required: true, help: words.optOutId }],
    changes: true,
    run: async (input, deps) => dropOptOut(String(input['id']), deps),
  },
  {
    name: 'surveys.codes',
    command: ['surveys', 'codes'],
    http: { method: 'get', path: '/survey-codes' },
    help: words.codes,
    arguments: [],
    changes: false,
    run: async (_input, deps) => listCodes(deps),
  },
  {
    name: 'surveys.add_code',
    command: ['surveys', 'codes', 'add'],
    http: { method: 'post', path: '/survey-codes' },
    help: words.addCode,
    arguments: [
      { name: 'survey', kind: 'text', position: 0, required: true, help: words.survey },
      { name: 'location', kind: 'text', help: words.location },
    ],
    changes: true,
    run: async (input, deps) => addCode(String(input['survey']), textIn(input, 'location'), deps),
  },
  {
    name: 'surveys.close_code',
    command: ['surveys', 'codes', 'close'],
    http: { method: 'post', path: '/survey-codes/{code}/close' },
    help: words.closeCode,
    arguments: [{ name: 'code', kind: 'text', position: 0, required: true, help: words.code }],
    changes: true,
    run: async (input, deps) => closeCode(String(input['code']), deps),
  },
  {
    name: 'surveys.bounce',
    command: ['surveys', 'bounce'],
    http: { method: 'post', path: '/survey-bounces' },
    help: words.bounce,
    arguments: [{ name: 'message', kind: 'file', position: 0, required: true, help: words.message }],
    changes: true,
    run: async (input, deps) => takeBounce(await deps.readText(String(input['message'])), deps),
  },
]
