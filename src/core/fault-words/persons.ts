import { defineMessages } from '../messages.ts'

export const personFaults = defineMessages({
  'person.unknown': {
    vi: 'Không tìm thấy ai theo “{person}”. Hãy đưa số điện thoại, email, mã contact hoặc mã khách, đúng như trong dữ liệu.',
    en: 'Nobody is found by “{person}”. Give a phone number, an e-mail address, the id of a contact or of a customer as it stands in the data.',
  },
  'person.not_confirmed': {
    vi: 'Sẽ quên {contacts} contact và {customers} khách: tên, số điện thoại, email, ghi chú và lời góp ý của người này mất hẳn, các con số vẫn giữ nguyên. Không hoàn tác được. Để làm thật, thêm --confirm.',
    en: 'This would forget {contacts} contacts and {customers} customers: name, phone, e-mail, notes and comments of this person are gone for good, the numbers stay as they are. It cannot be undone. To do it, add --confirm.',
  },
})
