import { addDays, daysFrom } from '../calendar/day.ts'
import { formatDay } from '../format.ts'
import { escapeHtml } from '../html.ts'
import { defineMessages, fill, type Language } from '../messages.ts'

const words = defineMessages({
  subject: { vi: 'Bạn thấy thế nào ở {organisation}?', en: 'How are you doing at {organisation}?' },
  subject_again: { vi: 'Nhắc một lần: {subject}', en: 'A reminder: {subject}' },
  here: { vi: 'đây', en: 'work' },
  hello: { vi: 'Chào bạn,', en: 'Hello,' },
  ask: {
    vi: 'Mời bạn trả lời vài câu, chưa đến một phút, trước hết ngày {day}.',
    en: 'Please answer a few questions, in under a minute, by the end of {day}.',
  },
  again: {
    vi: 'Thư này gửi cho mọi người được hỏi, ai đã trả lời cũng nhận. Nếu bạn đã trả lời thì không cần làm gì thêm.',
    en: 'This goes to everybody who was asked, whether they have answered or not. If you have, nothing is left to do.',
  },
  open: { vi: 'Mở trang trả lời', en: 'Open the page' },
  yours: {
    vi: 'Liên kết này dành riêng cho bạn và chỉ tính một lần; đừng chuyển tiếp. Câu trả lời được giữ tách khỏi việc ai đã trả lời; trang đó nói rõ giữ kín thế nào và đến đâu.',
    en: 'The link is yours alone and counts once; do not pass it on. What is answered is kept apart from who answered; the page says how it is kept confidential, and how far.',
  },
})

export type PulseMail = { readonly subject: string; readonly text: string; readonly html: string }

/** The mail that carries somebody’s link, in one language; names nobody. */
export const composePulseMail = ({
  organisation,
  language,
  link,
  closesOn,
  reminds,
}: {
  readonly organisation: string
  readonly language: Language
  readonly link: string
  readonly closesOn: string
  readonly reminds: boolean
}): PulseMail => {
  const say = (key: keyof typeof words, params = {}): string => fill(words[key], language, params)
  const first = say('subject', { organisation: organisation === '' ? say('here') : organisation })
  const subject = reminds ? say('subject_again', { subject: first }) : first
  const before = [say('hello'), say('ask', { day: formatDay(closesOn, language) }), ...(reminds ? [say('again')] : [])]
  const text = [...before, `${say('open')}:\n${link}`, say('yours')].join('\n\n')
  const paragraphs = before.map((line) => `<p>${escapeHtml(line)}</p>`).join('')
  const button =
    'display:inline-block;line-height:48px;padding:0 20px;border:1px solid #767676;border-radius:4px;color:#1a1a1a;background:#ffffff;text-decoration:none'
  const html = `<!doctype html><html lang="${language}" dir="ltr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>${escapeHtml(subject)}</title></head><body style="margin:0;padding:16px;font-family:Arial,sans-serif;font-size:16px;line-height:1.5"><div style="max-width:600px;margin:0 auto">${paragraphs}<p><a href="${escapeHtml(link)}" style="${button}">${escapeHtml(say('open'))}</a></p><p style="font-size:14px">${escapeHtml(say('yours'))}</p></div></body></html>`
  return { subject, text: `${text}\n`, html }
}

/** From when on everybody is reminded, once: half the time is over, and a day at least is left. */
export const remindsFrom = (openedOn: string, closesOn: string): string | null => {
  const days = daysFrom(openedOn, closesOn)
  return days < 3 ? null : addDays(openedOn, Math.ceil(days / 2))
}
