import { defineMessages } from '../messages.ts'

export const leadFaults = defineMessages({
  'lead.form_unknown': {
    vi: 'Không có biểu mẫu nào mang mã “{form}”. Xem các biểu mẫu bằng nhip leads forms.',
    en: 'No form has the id “{form}”. See the forms with nhip leads forms.',
  },
  'lead.source_missing': {
    vi: 'Biểu mẫu chưa có nguồn (source). Hãy đặt một tên như website, facebook hoặc zalo: mọi contact đến từ biểu mẫu sẽ mang tên đó.',
    en: 'The form has no source. Give it a name such as website, facebook or zalo: every contact that comes by the form carries it.',
  },
  'lead.mapping_unreadable': {
    vi: 'Không đọc được cách đọc tin (mapping). Cần JSON như {"each": "leads.*", "fields": {"name": "info.name", "phone": "info.phone"}}; tên trường: name, phone, email, note, product_line, province, campaign, external_id. Biểu mẫu chưa thay đổi.',
    en: 'The mapping cannot be read. JSON is expected, such as {"each": "leads.*", "fields": {"name": "info.name", "phone": "info.phone"}}; fields are name, phone, email, note, product_line, province, campaign, external_id. The form is unchanged.',
  },
  'lead.secret_missing': {
    vi: 'Biểu mẫu này kiểm chữ ký của {signing}. Hãy đưa khoá bí mật mà {signing} cấp bằng --secret.',
    en: 'This form checks signatures of {signing}. Give the secret that {signing} gave you with --secret.',
  },
  'lead.unknown': {
    vi: 'Không có lượt gửi nào mang mã “{lead}”. Xem danh sách bằng nhip leads.',
    en: 'Nothing that was sent has the id “{lead}”. See the list with nhip leads.',
  },
  'lead.decided': {
    vi: 'Lượt gửi “{lead}” đã được quyết định khác đi trước đó nên không đổi được nữa.',
    en: '“{lead}” was decided the other way before and cannot be changed any more.',
  },
  'hook.unsigned': {
    vi: 'Tin không có chữ ký đúng nên không được nhận. Kiểm khoá bí mật của biểu mẫu ở cả hai bên, và đồng hồ của máy gửi.',
    en: 'The message carries no valid signature and was not taken in. Check the form’s secret on both sides, and the sender’s clock.',
  },
  'hook.closed': {
    vi: 'Địa chỉ này không nhận tin: biểu mẫu đã đóng, hoặc chưa đặt khoá bí mật (nhip leads secret).',
    en: 'This address takes no messages: the form is closed, or has no secret yet (nhip leads secret).',
  },
})
