import { formatMoment } from '#core/format.ts'
import type { LeadCounts, LeadState, ShownForm, ShownLead } from '#core/leads/lead.ts'
import { holdWords } from '#core/leads/page-words.ts'
import { defineMessages, fill, type Language } from '#core/messages.ts'
import { textTable } from './table.ts'

const words = defineMessages({
  no_forms: {
    vi: 'Chưa có biểu mẫu nào. Thêm bằng: nhip leads form --source website\n',
    en: 'There is no form yet. Add one with: nhip leads form --source website\n',
  },
  none: { vi: 'Chưa có ai để lại liên hệ.\n', en: 'Nobody has left their details yet.\n' },
  counts: {
    vi: '{held} đang giữ lại · {accepted} đã nhận · {repeat} lặp lại trong ngày · {refused} đã bỏ\n',
    en: '{held} held · {accepted} taken in · {repeat} repeated within a day · {refused} refused\n',
  },
  id: { vi: 'Mã', en: 'Id' },
  form: { vi: 'Biểu mẫu', en: 'Form' },
  source: { vi: 'Nguồn', en: 'Source' },
  page: { vi: 'Trang', en: 'Page' },
  who: { vi: 'Người gửi', en: 'Who' },
  when: { vi: 'Lúc', en: 'When' },
  state: { vi: 'Trạng thái', en: 'State' },
  why: { vi: 'Giữ lại do', en: 'Held for' },
  closed: { vi: '(đã đóng)', en: '(closed)' },
  embed: { vi: 'Mã nhúng: {embed}\n', en: 'Code for a site: {embed}\n' },
  hook: { vi: 'Địa chỉ nhận tin: {hook}\n', en: 'Address for messages: {hook}\n' },
  secret: { vi: 'Khoá bí mật (chỉ hiện lần này): {secret}\n', en: 'Secret (shown this once): {secret}\n' },
  kept: { vi: 'Đã lưu khoá.\n', en: 'The secret is kept.\n' },
  verify: { vi: 'Mã xác minh: {token}\n', en: 'Verify token: {token}\n' },
  decided: { vi: '{lead}: {state}\n', en: '{lead}: {state}\n' },
})
const states: Readonly<Record<LeadState, { readonly vi: string; readonly en: string }>> = defineMessages({
  held: { vi: 'đang giữ lại', en: 'held' },
  accepted: { vi: 'đã nhận', en: 'taken in' },
  repeat: { vi: 'lặp lại', en: 'repeated' },
  refused: { vi: 'đã bỏ', en: 'refused' },
})

export const presentLeads = (
  { leads, counts }: { readonly leads: readonly ShownLead[]; readonly counts: LeadCounts },
  language: Language,
): string =>
  leads.length === 0
    ? words.none[language]
    : textTable(
        [words.id, words.when, words.state, words.who, words.why].map((head) => ({ head: head[language] })),
        leads.map((lead) => [
          lead.id,
          formatMoment(lead.received_at, language),
          states[lead.state][language],
          [lead.name, lead.phone, lead.email].filter((text) => text !== null).join(' · '),
          lead.state === 'held' ? lead.reasons.map((reason) => holdWords[reason][language]).join(', ') : '',
        ]),
      ) + fill(words.counts, language, counts)

export const presentForm = ({ embed, hook, ...form }: ShownForm, language: Language): string =>
  `${form.title}${form.closed_at === null ? '' : ` ${words.closed[language]}`}\n${words.page[language]}: ${form.page}\n` +
  fill(words.embed, language, { embed }) +
  fill(words.hook, language, { hook })

export const presentForms = ({ forms }: { readonly forms: readonly ShownForm[] }, language: Language): string =>
  forms.length === 0
    ? words.no_forms[language]
    : textTable(
        [words.id, words.form, words.source, words.page].map((head) => ({ head: head[language] })),
        forms.map((form) => [
          form.id,
          `${form.title}${form.closed_at === null ? '' : ` ${words.closed[language]}`}`,
          form.source,
          form.page,
        ]),
      )

export const presentSecret = (
  told: { readonly hook: string; readonly secret?: string; readonly verify_token?: string },
  language: Language,
): string =>
  fill(words.hook, language, { hook: told.hook }) +
  (told.secret === undefined ? words.kept[language] : fill(words.secret, language, { secret: told.secret })) +
  (told.verify_token === undefined ? '' : fill(words.verify, language, { token: told.verify_token }))

export const presentDecided = (
  { lead, state }: { readonly lead: string; readonly state: LeadState },
  language: Language,
): string => fill(words.decided, language, { lead, state: states[state][language] })
