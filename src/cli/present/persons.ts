import { defineMessages, fill, type Language, type Params } from '#core/messages.ts'
import type { ToldPerson } from '#core/persons/person.ts'
import { textTable } from './table.ts'

const words = defineMessages({
  kind: { vi: 'Loại', en: 'Kind' },
  contact: { vi: 'contact', en: 'contact' },
  customer: { vi: 'khách', en: 'customer' },
  id: { vi: 'Mã', en: 'Id' },
  name: { vi: 'Họ tên', en: 'Name' },
  phone: { vi: 'Điện thoại', en: 'Phone' },
  email: { vi: 'Email', en: 'E-mail' },
  forgotten: {
    vi: 'Đã quên {contacts} contact và {customers} khách, {notes} ghi chú và lời góp ý, {gathered} lượt gửi và câu trả lời, {refused_rows} dòng bị từ chối còn giữ. Các bản sao lưu cũ vẫn còn: hãy xoá chúng khi đến hạn.\n',
    en: 'Forgot {contacts} contacts and {customers} customers, {notes} notes and comments, {gathered} leads and answers, {refused_rows} refused rows that were kept. Backups made before still hold them: delete those when they are due.\n',
  },
  readmitted: {
    vi: 'Từ nay các lần nhập lại được mang tên người này.\n',
    en: 'Imports may name them again from now on.\n',
  },
  not_forgotten: {
    vi: 'Mã này chưa từng bị quên; không có gì thay đổi.\n',
    en: 'Nobody of that id was forgotten; nothing changed.\n',
  },
})

export const presentFound = ({ people }: { readonly people: readonly ToldPerson[] }, language: Language): string =>
  textTable(
    [words.kind, words.id, words.name, words.phone, words.email].map((head) => ({ head: head[language] })),
    people.map((one) => [words[one.entity][language], one.id, one.name ?? '', one.phone ?? '', one.email ?? '']),
  )

export const presentForgotten = (result: Params, language: Language): string => fill(words.forgotten, language, result)

export const presentReadmitted = ({ readmitted }: { readonly readmitted: number }, language: Language): string =>
  words[readmitted > 0 ? 'readmitted' : 'not_forgotten'][language]
