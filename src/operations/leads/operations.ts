import { listIn, numberIn, textIn } from '#core/given.ts'
import { defineMessages } from '#core/messages.ts'
import type { Argument, Operation } from '#core/operation.ts'
import type { LeadDeps } from './dependencies.ts'
import { acceptLead, listForms, listLeads, putForm, refuseLead, setClosed, setSecret } from './forms.ts'

const words = defineMessages({
  list: { vi: 'Những lượt khách để lại liên hệ', en: 'What people sent to be contacted' },
  state: { vi: 'held (đang giữ lại), accepted, repeat hoặc refused', en: 'held, accepted, repeat or refused' },
  limit: { vi: 'số dòng nhiều nhất (mặc định 50)', en: 'most rows (50 unless said)' },
  accept: { vi: 'Nhận một lượt đang giữ lại: thành contact', en: 'Accept one that is held: it becomes a contact' },
  refuse: {
    vi: 'Bỏ một lượt đang giữ lại, xoá thông tin của nó',
    en: 'Refuse one that is held, and forget what it said',
  },
  lead: { vi: 'mã của lượt gửi', en: 'id of what was sent' },
  forms: {
    vi: 'Các biểu mẫu nhận liên hệ và địa chỉ của chúng',
    en: 'Forms people leave their details on, and their addresses',
  },
  put: { vi: 'Thêm hoặc sửa một biểu mẫu nhận liên hệ', en: 'Add or change a form people leave their details on' },
  form: { vi: 'mã biểu mẫu', en: 'id of the form' },
  change: { vi: 'sửa biểu mẫu có mã này; trống là thêm mới', en: 'change the form of this id; a new one unless said' },
  title: { vi: 'tiêu đề của trang', en: 'what stands above the fields' },
  language: { vi: 'vi hoặc en', en: 'vi or en' },
  source: { vi: 'nguồn của các contact, ví dụ website', en: 'source of its contacts, such as website' },
  campaign: { vi: 'chiến dịch của các contact', en: 'campaign of its contacts' },
  location_id: { vi: 'cửa hàng hoặc kênh nhận', en: 'location that gets its contacts' },
  product_lines: { vi: 'dòng hàng để chọn, có thể lặp lại', en: 'product lines to choose from, may be repeated' },
  consent: { vi: 'câu người gửi đồng ý', en: 'what people agree to' },
  signing: {
    vi: 'cách ký tin của hệ thống khác: nhip, meta hoặc zalo',
    en: 'how other systems sign: nhip, meta or zalo',
  },
  mapping: { vi: 'cách đọc tin của hệ thống khác, JSON', en: 'how messages of another system are read, JSON' },
  close: { vi: 'Đóng một biểu mẫu', en: 'Close a form' },
  open: { vi: 'Mở lại một biểu mẫu', en: 'Open a form again' },
  secret: { vi: 'Đặt khoá bí mật cho tin từ hệ thống khác', en: 'Set what messages of other systems are signed with' },
  given: {
    vi: 'khoá do hệ thống kia cấp; trống là tạo mới',
    en: 'the one the other system gave; a new one unless said',
  },
})

const form: Argument = { name: 'form', kind: 'text', position: 0, required: true, help: words.form }
const lead: Argument = { name: 'lead', kind: 'text', position: 0, required: true, help: words.lead }
const optional = (
  name: 'title' | 'language' | 'source' | 'campaign' | 'location_id' | 'consent' | 'signing',
): Argument => ({
  name,
  kind: 'text',
  help: words[name],
})

export const leadOperations: readonly Operation<LeadDeps>[] = [
  {
    name: 'leads.list',
    command: ['leads'],
    http: { method: 'get', path: '/leads' },
    help: words.list,
    arguments: [
      { name: 'state', kind: 'text', help: words.state },
      { name: 'limit', kind: 'number', help: words.limit },
    ],
    changes: false,
    discloses: true,
    run: async (input, deps) => listLeads(textIn(input, 'state'), numberIn(input, 'limit'), deps),
  },
  {
    name: 'leads.accept',
    command: ['leads', 'accept'],
    http: { method: 'post', path: '/leads/{lead}/accept' },
    help: words.accept,
    arguments: [lead],
    changes: true,
    run: async (input, deps) => acceptLead(String(input['lead']), deps),
  },
  {
    name: 'leads.refuse',
    command: ['leads', 'refuse'],
    http: { method: 'post', path: '/leads/{lead}/refuse' },
    help: words.refuse,
    arguments: [lead],
    changes: true,
    run: async (input, deps) => refuseLead(String(input['lead']), deps),
  },
  {
    name: 'leads.forms',
    command: ['leads', 'forms'],
    http: { method: 'get', path: '/lead-forms' },
    help: words.forms,
    arguments: [],
    changes: false,
    run: async (_input, deps) => listForms(deps),
  },
  {
    name: 'leads.put_form',
    command: ['leads', 'form'],
    http: { method: 'post', path: '/lead-forms' },
    help: words.put,
    arguments: [
      { name: 'form', kind: 'text', help: words.change },
      ...(['source', 'title', 'language', 'campaign', 'location_id'] as const).map(optional),
      { name: 'product_line', kind: 'list', help: words.product_lines },
      ...(['consent', 'signing'] as const).map(optional),
      { name: 'mapping', kind: 'json', help: words.mapping },
    ],
    changes: true,
    run: async (input, deps) =>
      putForm(
        {
          form: textIn(input, 'form'),
          title: textIn(input, 'title'),
          language: textIn(input, 'language'),
          source: textIn(input, 'source'),
          campaign: textIn(input, 'campaign'),
          location_id: textIn(input, 'location_id'),
          product_lines: listIn(input, 'product_line'),
          consent: textIn(input, 'consent'),
          signing: textIn(input, 'signing'),
          mapping: textIn(input, 'mapping'),
        },
        deps,
      ),
  },
  {
    name: 'leads.close_form',
    command: ['leads', 'close'],
    http: { method: 'post', path: '/lead-forms/{form}/close' },
    help: words.close,
    arguments: [form],
    changes: true,
    run: async (input, deps) => setClosed(String(input['form']), true, deps),
  },
  {
    name: 'leads.open_form',
    command: ['leads', 'open'],
    http: { method: 'post', path: '/lead-forms/{form}/open' },
    help: words.open,
    arguments: [form],
    changes: true,
    run: async (input, deps) => setClosed(String(input['form']), false, deps),
  },
  {
    name: 'leads.set_secret',
    command: ['leads', 'secret'],
    http: { method: 'post', path: '/lead-forms/{form}/secret' },
    help: words.secret,
    arguments: [form, { name: 'secret', kind: 'text', help: words.given }],
    changes: true,
    run: async (input, deps) => setSecret(String(input['form']), textIn(input, 'secret'), deps),
  },
]
