import { defineMessages } from '#core/messages.ts'
import type { Argument, Operation } from '#core/operation.ts'
import type { PersonDeps } from './dependencies.ts'
import { forgetPerson, readmitPerson } from './forget.ts'
import { exportPerson, findPerson } from './tell.ts'

const words = defineMessages({
  find: { vi: 'Tìm một người trong mọi dữ liệu', en: 'Find one person in all data' },
  export: { vi: 'Xuất mọi dữ liệu đang giữ về một người', en: 'Export everything that is kept of one person' },
  forget: {
    vi: 'Quên một người ở mọi nơi; các con số vẫn giữ nguyên',
    en: 'Forget one person everywhere; the numbers stay as they are',
  },
  readmit: {
    vi: 'Cho phép các lần nhập sau lại mang tên một người đã quên',
    en: 'Let later imports name again somebody who was forgotten',
  },
  person: {
    vi: 'số điện thoại, email, mã contact hoặc mã khách',
    en: 'phone, e-mail, id of a contact or of a customer',
  },
  id: { vi: 'mã contact hoặc mã khách', en: 'id of a contact or of a customer' },
  confirm: { vi: 'làm thật; không hoàn tác được', en: 'do it; it cannot be undone' },
})

const person: Argument = { name: 'person', kind: 'text', position: 0, required: true, help: words.person }

export const personOperations: readonly Operation<PersonDeps>[] = [
  {
    name: 'persons.find',
    command: ['person', 'find'],
    // Who is asked for stands in the body: an address ends in logs.
    http: { method: 'post', path: '/persons/find' },
    help: words.find,
    arguments: [person],
    changes: false,
    discloses: true,
    run: (input, deps) => findPerson(String(input['person']), deps),
  },
  {
    name: 'persons.export',
    command: ['person', 'export'],
    http: { method: 'post', path: '/persons/export' },
    help: words.export,
    arguments: [person],
    changes: false,
    discloses: true,
    run: (input, deps) => exportPerson(String(input['person']), deps),
  },
  {
    name: 'persons.forget',
    command: ['person', 'forget'],
    http: { method: 'post', path: '/persons/forget' },
    help: words.forget,
    arguments: [person, { name: 'confirm', kind: 'flag', help: words.confirm }],
    changes: true,
    run: (input, deps) => forgetPerson(String(input['person']), input['confirm'] === true, deps),
  },
  {
    name: 'persons.readmit',
    command: ['person', 'readmit'],
    http: { method: 'post', path: '/persons/readmit' },
    help: words.readmit,
    arguments: [{ ...person, help: words.id }],
    changes: true,
    run: (input, deps) => readmitPerson(String(input['person']), deps),
  },
]
