import { escapeHtml } from '../html.ts'
import { fill, type Language } from '../messages.ts'
import { type SurveyDefinition, scaleOf } from './survey.ts'
import { mailWords, wordsOf } from './survey-words.ts'

export type SurveyMail = { readonly subject: string; readonly text: string; readonly html: string }

export type MailLinks = {
  /** Page to answer on; `?score=9` is added for a number. */
  readonly answer: string
  readonly unsubscribe: string
}

const cell =
  'display:inline-block;min-width:44px;line-height:44px;margin:2px;text-align:center;border:1px solid #767676;border-radius:4px;color:#1a1a1a;background:#ffffff;text-decoration:none;font-size:16px'

/**
 * The mail of an invitation, in one language: a text and the same as a page without pictures. Following a link records
 * nothing; it opens a page on which the number is chosen already.
 */
export const composeSurveyMail = (
  survey: SurveyDefinition,
  {
    organisation,
    language,
    links,
    reminds,
  }: {
    readonly organisation: string
    readonly language: Language
    readonly links: MailLinks
    readonly reminds: boolean
  },
): SurveyMail => {
  const words = wordsOf(survey, organisation, language)
  const subject = reminds ? fill(mailWords.reminder, language, { subject: words.subject }) : words.subject
  const scale = scaleOf(survey.kind)
  const numbers = scale === null ? [] : Array.from({ length: scale[1] - scale[0] + 1 }, (_, n) => scale[0] + n)
  const [press, open, stop] = [mailWords.press, mailWords.open, mailWords.stop].map((each) => each[language])
  const text = [
    words.greeting,
    '',
    words.question,
    '',
    ...(numbers.length > 0
      ? [`${words.low}   ${words.high}`, ...numbers.map((n) => `${String(n).padStart(2)}  ${links.answer}?score=${n}`)]
      : [`${open}: ${links.answer}`]),
    '',
    words.readers,
    `${stop}: ${links.unsubscribe}`,
    '',
  ].join('\n')
  const safe = escapeHtml
  const link = (href: string, label: string, style = ''): string =>
    `<a href="${safe(href)}"${style === '' ? '' : ` style="${style}"`}>${safe(label)}</a>`
  const choice =
    numbers.length > 0
      ? `<p style="margin:0 0 8px">${safe(press!)}</p><p style="margin:0">${numbers
          .map((n) => link(`${links.answer}?score=${n}`, String(n), cell))
          .join(
            '',
          )}</p><p style="margin:4px 0 0;font-size:14px">${safe(words.low)} &nbsp;·&nbsp; ${safe(words.high)}</p>`
      : `<p>${link(links.answer, open!, `${cell};padding:0 16px`)}</p>`
  const html = `<!doctype html><html lang="${language}" dir="ltr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>${safe(subject)}</title></head><body style="margin:0;padding:16px;font-family:Arial,sans-serif;font-size:16px;line-height:1.5"><div style="max-width:600px;margin:0 auto"><p>${safe(words.greeting)}</p><p style="font-size:18px;font-weight:bold">${safe(words.question)}</p>${choice}<p style="margin:24px 0 0;font-size:13px">${safe(words.readers)}</p><p style="margin:4px 0 0;font-size:13px">${link(links.unsubscribe, stop!)}</p><div style="display:none;max-height:0;overflow:hidden" aria-hidden="true"><a href="${safe(`${links.answer}?score=all`)}" tabindex="-1"></a></div></div></body></html>`
  return { subject, text, html }
}
