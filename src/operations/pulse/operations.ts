import { textIn } from '#core/given.ts'
import { defineMessages } from '#core/messages.ts'
import type { Argument, Operation } from '#core/operation.ts'
import type { PulseDeps } from './dependencies.ts'
import { forgetEmployee, listPeople, setPeople } from './people.ts'
import { releaseRound } from './release-round.ts'
import { readResults } from './results.ts'
import { closeRound, handOutLinks, listRounds, openRound } from './rounds.ts'
import { sendByMail } from './send-links.ts'

const words = defineMessages({
  people: { vi: 'Danh sách nhân viên được hỏi', en: 'The employees who are asked' },
  set: {
    vi: 'Thay danh sách nhân viên được hỏi bằng danh sách trong tệp CSV',
    en: 'Put the list of a CSV file in place of the employees who are asked',
  },
  file: {
    vi: 'tệp CSV có các cột name, email, team, location, tenure_band, language, leaving_on',
    en: 'a CSV file with the columns name, email, team, location, tenure_band, language, leaving_on',
  },
  forget: { vi: 'Xoá một người khỏi danh sách nhân viên', en: 'Take one person off the list of employees' },
  person: { vi: 'email, mã hoặc họ tên như trong danh sách', en: 'address, id or name as the list has it' },
  rounds: { vi: 'Các đợt hỏi nhân viên', en: 'The rounds of asking employees' },
  open: { vi: 'Mở một đợt hỏi nhân viên', en: 'Open a round of asking employees' },
  kind: {
    vi: 'whole (đủ các câu, mặc định) hoặc short (hai câu, xoay vòng)',
    en: 'whole (every question, unless said) or short (two of them, in turn)',
  },
  closes_on: {
    vi: 'ngày cuối còn trả lời được, YYYY-MM-DD (mặc định sau 14 hoặc 7 ngày)',
    en: 'last day it can be answered, YYYY-MM-DD (14 or 7 days on unless said)',
  },
  links: {
    vi: 'Lấy liên kết của từng người để phát tay; chỉ lấy được một lần',
    en: 'Everybody’s link, to hand out; given once',
  },
  mail: {
    vi: 'Gửi liên kết qua email, nhắc một lần khi qua nửa thời gian',
    en: 'Send the links by mail, with one reminder at half time',
  },
  dry_run: {
    vi: 'chỉ cho biết gửi cho bao nhiêu người và nội dung thư',
    en: 'only say to how many, and what the mail says',
  },
  close: { vi: 'Đóng một đợt hỏi', en: 'Close a round' },
  release: {
    vi: 'Công bố kết quả của đợt đã đóng rồi huỷ các câu trả lời đã gom',
    en: 'Release what a closed round may tell, then destroy what it gathered',
  },
  results: { vi: 'Kết quả đã công bố của các đợt hỏi', en: 'What the rounds have told' },
  round: { vi: 'mã đợt hỏi', en: 'id of the round' },
})

const round: Argument = { name: 'round', kind: 'text', position: 0, required: true, help: words.round }

export const pulseOperations: readonly Operation<PulseDeps>[] = [
  {
    name: 'pulse.results',
    command: ['pulse'],
    http: { method: 'get', path: '/pulse/results' },
    help: words.results,
    arguments: [],
    changes: false,
    run: async (_input, deps) => readResults(deps),
  },
  {
    name: 'pulse.people',
    command: ['pulse', 'people'],
    http: { method: 'get', path: '/pulse/people' },
    help: words.people,
    arguments: [],
    changes: false,
    discloses: true,
    run: async (_input, deps) => listPeople(deps),
  },
  {
    name: 'pulse.set_people',
    command: ['pulse', 'people', 'set'],
    http: { method: 'post', path: '/pulse/people' },
    help: words.set,
    arguments: [{ name: 'file', kind: 'file', position: 0, required: true, help: words.file }],
    changes: true,
    run: async (input, deps) => setPeople(await deps.readText(String(input['file'])), deps),
  },
  {
    name: 'pulse.forget',
    command: ['pulse', 'people', 'forget'],
    http: { method: 'post', path: '/pulse/people/{user}/forget' },
    help: words.forget,
    // Called so that it is never written into the journal.
    arguments: [{ name: 'user', kind: 'text', position: 0, required: true, help: words.person }],
    changes: true,
    run: async (input, deps) => forgetEmployee(String(input['user']), deps),
  },
  {
    name: 'pulse.rounds',
    command: ['pulse', 'rounds'],
    http: { method: 'get', path: '/pulse/rounds' },
    help: words.rounds,
    arguments: [],
    changes: false,
    run: async (_input, deps) => listRounds(deps),
  },
  {
    name: 'pulse.open',
    command: ['pulse', 'open'],
    http: { method: 'post', path: '/pulse/rounds' },
    help: words.open,
    arguments: [
      { name: 'kind', kind: 'text', help: words.kind },
      { name: 'closes_on', kind: 'text', help: words.closes_on },
    ],
    changes: true,
    run: async (input, deps) => openRound({ kind: textIn(input, 'kind'), closesOn: textIn(input, 'closes_on') }, deps),
  },
  {
    name: 'pulse.links',
    command: ['pulse', 'links'],
    http: { method: 'post', path: '/pulse/rounds/{round}/links' },
    help: words.links,
    arguments: [round],
    changes: true,
    discloses: true,
    run: async (input, deps) => handOutLinks(String(input['round']), deps),
  },
  {
    name: 'pulse.mail',
    command: ['pulse', 'mail'],
    http: { method: 'post', path: '/pulse/rounds/{round}/mail' },
    help: words.mail,
    arguments: [round, { name: 'dry_run', kind: 'flag', help: words.dry_run }],
    changes: true,
    run: async (input, deps) => sendByMail(String(input['round']), input['dry_run'] === true, deps),
  },
  {
    name: 'pulse.close',
    command: ['pulse', 'close'],
    http: { method: 'post', path: '/pulse/rounds/{round}/close' },
    help: words.close,
    arguments: [round],
    changes: true,
    run: async (input, deps) => closeRound(String(input['round']), deps),
  },
  {
    name: 'pulse.release',
    command: ['pulse', 'release'],
    http: { method: 'post', path: '/pulse/rounds/{round}/release' },
    help: words.release,
    arguments: [round],
    changes: true,
    run: async (input, deps) => releaseRound(String(input['round']), deps),
  },
]
