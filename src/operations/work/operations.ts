import { Fault } from '#core/fault.ts'
import { numberIn, textIn } from '#core/given.ts'
import { defineMessages } from '#core/messages.ts'
import type { Input, Operation } from '#core/operation.ts'
import { assignWork, giveContact } from './assign-work.ts'
import type { WorkDeps } from './dependencies.ts'
import { listWork } from './list-work.ts'
import { logContact, undoLog } from './log-contact.ts'
import { teamWork } from './team-work.ts'

const words = defineMessages({
  list: {
    vi: 'Việc đang chờ: contact chưa gọi, khách cần hỏi thăm, yêu cầu đang chờ, khách cần gọi lại',
    en: 'Work that waits: contacts not called, customers to check in with, open requests, people to call back',
  },
  team: {
    vi: 'Việc đang chờ của từng người, và phần chưa giao',
    en: 'Work that waits by person, and what nobody has been given',
  },
  log: { vi: 'Ghi một lần liên hệ', en: 'Log one contact with a person' },
  undo: { vi: 'Hoàn tác một lần ghi', en: 'Take one log back' },
  name: {
    vi: 'contacts, care, requests hoặc detractors; trống là cả bốn',
    en: 'contacts, care, requests or detractors; all four unless said',
  },
  owner: { vi: 'chỉ của người phụ trách này', en: 'of this owner only' },
  limit: { vi: 'số dòng nhiều nhất mỗi danh sách (mặc định 50)', en: 'most rows of each list (50 unless said)' },
  key: {
    vi: 'khoá của lần ghi; gửi lại cùng khoá chỉ tính một lần',
    en: 'key of the log; sent again with the same key it counts once',
  },
  contact_id: { vi: 'mã contact', en: 'id of the contact' },
  customer_id: { vi: 'mã khách', en: 'id of the customer' },
  method: {
    vi: 'telesales (mặc định), face_to_face, email, chat, sms, social, other',
    en: 'telesales (unless said), face_to_face, email, chat, sms, social, other',
  },
  reached: { vi: 'gặp được', en: 'reached the person' },
  minutes: { vi: 'số phút', en: 'minutes it took' },
  researched: { vi: 'đã tìm hiểu trước khi liên hệ', en: 'researched before contact' },
  next_step: { vi: 'call_again, meet, send_offer hoặc none', en: 'call_again, meet, send_offer or none' },
  next_on: { vi: 'ngày làm bước kế tiếp, YYYY-MM-DD', en: 'day of the next step, YYYY-MM-DD' },
  at: {
    vi: 'lúc liên hệ theo giờ của tổ chức, 2026-11-18T11:40 (mặc định bây giờ)',
    en: 'time of contact on the organisation’s clock, 2026-11-18T11:40 (now unless said)',
  },
  purpose: {
    vi: 'selling, care hoặc support (mặc định: contact là selling, khách là care)',
    en: 'selling, care or support (unless said: selling for a contact, care for a customer)',
  },
  rep: {
    vi: 'ghi thay nhân viên này (chỉ người quản lý cả tổ chức)',
    en: 'log for this rep (who leads the whole only)',
  },
})

const assignWords = defineMessages({
  assign: {
    vi: 'Chia các contact chưa giao người theo quy tắc, hoặc giao một contact cho một người',
    en: 'Share out the contacts nobody has by the rules, or give one contact to one person',
  },
  contact_id: { vi: 'chỉ contact này, giao cho --owner', en: 'this contact only, given to --owner' },
  owner: { vi: 'người nhận contact ấy', en: 'who gets that contact' },
  dry_run: {
    vi: 'chỉ cho biết sẽ giao thế nào, không thay đổi gì',
    en: 'only say what would be given, change nothing',
  },
})

const flagIn = (input: Input, name: string): boolean | undefined => input[name] as boolean | undefined

export const workOperations: readonly Operation<WorkDeps>[] = [
  {
    name: 'work.list',
    command: ['work'],
    http: { method: 'get', path: '/work' },
    help: words.list,
    arguments: [
      { name: 'list', kind: 'text', help: words.name },
      { name: 'owner', kind: 'text', help: words.owner },
      { name: 'limit', kind: 'number', help: words.limit },
    ],
    changes: false,
    discloses: true,
    run: (input, deps) =>
      listWork({ list: textIn(input, 'list'), owner: textIn(input, 'owner'), limit: numberIn(input, 'limit') }, deps),
  },
  {
    name: 'work.team',
    command: ['work', 'team'],
    http: { method: 'get', path: '/work/team' },
    help: words.team,
    arguments: [],
    changes: false,
    run: (_input, deps) => teamWork(deps),
  },
  {
    name: 'work.log',
    command: ['work', 'log'],
    http: { method: 'post', path: '/work/log' },
    help: words.log,
    arguments: [
      { name: 'contact_id', kind: 'text', help: words.contact_id },
      { name: 'customer_id', kind: 'text', help: words.customer_id },
      { name: 'method', kind: 'text', help: words.method },
      { name: 'reached', kind: 'flag', help: words.reached },
      { name: 'minutes', kind: 'number', help: words.minutes },
      { name: 'researched', kind: 'flag', help: words.researched },
      { name: 'next_step', kind: 'text', help: words.next_step },
      { name: 'next_on', kind: 'text', help: words.next_on },
      { name: 'at', kind: 'text', help: words.at },
      { name: 'purpose', kind: 'text', help: words.purpose },
      { name: 'key', kind: 'text', help: words.key },
      { name: 'rep', kind: 'text', help: words.rep },
    ],
    changes: true,
    run: (input, deps) =>
      logContact(
        {
          key: textIn(input, 'key'),
          contact_id: textIn(input, 'contact_id'),
          customer_id: textIn(input, 'customer_id'),
          at: textIn(input, 'at'),
          method: textIn(input, 'method'),
          purpose: textIn(input, 'purpose'),
          reached: flagIn(input, 'reached'),
          minutes: numberIn(input, 'minutes'),
          researched: flagIn(input, 'researched'),
          next_step: textIn(input, 'next_step'),
          next_on: textIn(input, 'next_on'),
          rep: textIn(input, 'rep'),
        },
        deps,
      ),
  },
  {
    name: 'work.undo',
    command: ['work', 'undo'],
    http: { method: 'post', path: '/work/log/{key}/undo' },
    help: words.undo,
    arguments: [{ name: 'key', kind: 'text', position: 0, required: true, help: words.key }],
    changes: true,
    run: (input, deps) => undoLog(String(input['key']), deps),
  },
  {
    name: 'work.assign',
    command: ['work', 'assign'],
    http: { method: 'post', path: '/work/assign' },
    help: assignWords.assign,
    arguments: [
      { name: 'contact_id', kind: 'text', help: assignWords.contact_id },
      { name: 'owner', kind: 'text', help: assignWords.owner },
      { name: 'dry_run', kind: 'flag', help: assignWords.dry_run },
    ],
    changes: true,
    run: (input, deps) => {
      const [contact, owner] = [textIn(input, 'contact_id')?.trim(), textIn(input, 'owner')?.trim()]
      const dryRun = flagIn(input, 'dry_run') === true
      if (!contact && !owner) return assignWork(dryRun, deps)
      if (!contact || !owner) throw new Fault('work.give_both', { given: contact ?? owner ?? '' })
      return giveContact(contact, owner, dryRun, deps)
    },
  },
]
