import { escapeHtml as safe } from '#core/html.ts'
import type { Language } from '#core/messages.ts'
import { mostComment } from '#core/surveys/answer.ts'
import { surveyPageWords as words } from '#core/surveys/page-words.ts'
import { type OwnQuestion, type Spoken, scaleOf } from '#core/surveys/survey.ts'
import type { Asked } from '#operations/surveys/answering.ts'
import { openPage } from './open-page.ts'

type Told = 'taken' | 'closed' | 'unknown' | 'busy' | 'stopped'

const texts = {
  taken: words.taken_title,
  closed: words.closed,
  unknown: words.unknown,
  busy: words.busy,
  stopped: words.stopped,
} as const
const titles = {
  taken: words.taken_title,
  closed: words.closed_title,
  unknown: words.unknown_title,
  busy: words.busy_title,
  stopped: words.stopped_title,
} as const

/** A page that only says something. */
export const toldPage = (told: Told, language: Language): string => {
  const title = titles[told][language]
  return openPage({
    title,
    language,
    body: `<h1>${safe(title)}</h1><p role="status">${safe(texts[told][language])}</p>`,
  })
}

const radios = (name: string, from: number, to: number, chosen: string | null): string =>
  Array.from({ length: to - from + 1 }, (_, i) => String(from + i))
    .map(
      (n) =>
        `<label><input type="radio" name="${name}" value="${n}"${n === chosen ? ' checked' : ''}><span>${n}</span></label>`,
    )
    .join('')

const said = (text: Spoken | undefined, language: Language): string =>
  safe(text?.[language] ?? text?.vi ?? text?.en ?? '')

const ends = (id: string, low: string, high: string): string =>
  low === '' && high === '' ? '' : `<p class="ends" id="${id}"><span>${low}</span><span>${high}</span></p>`

const ownField = (question: OwnQuestion, standing: string | null, language: Language): string => {
  const name = `q_${question.id}`
  const legend = said(question.words, language)
  if (question.kind === 'text')
    return `<fieldset><legend><label for="${name}">${legend}</label></legend><textarea id="${name}" name="${name}" maxlength="1000">${safe(standing ?? '')}</textarea></fieldset>`
  if (question.kind === 'scale') {
    const both = ends(`${name}-ends`, said(question.low, language), said(question.high, language))
    return `<fieldset${both === '' ? '' : ` aria-describedby="${name}-ends"`}><legend>${legend}</legend><div class="scale">${radios(name, 1, question.most ?? 5, standing)}</div>${both}</fieldset>`
  }
  const choices = (question.choices ?? [])
    .map(
      ({ id, words: choice }) =>
        `<label><input type="radio" name="${name}" value="${id}"${id === standing ? ' checked' : ''}><span>${said(choice, language)}</span></label>`,
    )
    .join('')
  return `<fieldset><legend>${legend}</legend><div class="scale choices">${choices}</div></fieldset>`
}

export type Form = {
  readonly language: Language
  /** Chosen by the link that was followed; nothing is recorded by that. */
  readonly chosen: number | null
  /** It was sent without anything in it. */
  readonly isEmpty: boolean
  /** Of a form at a public code. */
  readonly key: string | null
}

/** The form of a survey: plain HTML that works without scripts; a field nobody sees tells machines from people. */
export const surveyForm = (asked: Asked, { language, chosen, isEmpty, key }: Form): string => {
  const own = asked.words(language)
  const { survey, standing } = asked
  const scale = scaleOf(survey.kind)
  const score = chosen ?? standing?.score ?? null
  const [other] = (['vi', 'en'] as const).filter((each) => each !== language)
  const switching =
    survey.languages.length > 1
      ? `<nav><a href="?lang=${other}${score === null ? '' : `&amp;score=${score}`}" lang="${other}" hreflang="${other}">${words.other[language]}</a></nav>`
      : ''
  const numbers =
    scale === null
      ? ''
      : `<fieldset aria-describedby="score-ends"><legend>${safe(own.question)}</legend><div class="scale${scale[1] > 5 ? ' wide' : ''}">${radios('score', scale[0], scale[1], score === null ? null : String(score))}</div>${ends('score-ends', safe(own.low), safe(own.high))}</fieldset>`
  const comment = `<fieldset><legend><label for="comment">${safe(own.comment)}</label></legend><textarea id="comment" name="comment" maxlength="${mostComment}">${safe(standing?.comment ?? '')}</textarea></fieldset>`
  const notice = isEmpty
    ? `<p class="said" role="alert">${safe(words.missing[language])}</p>`
    : standing
      ? `<p class="said">${safe(words.standing[language])}</p>`
      : ''
  const body = [
    switching,
    `<h1>${safe(survey.kind === 'own' ? own.question : own.greeting)}</h1>`,
    notice,
    '<form method="post">',
    `<input type="hidden" name="lang" value="${language}">`,
    key === null ? '' : `<input type="hidden" name="key" value="${safe(key)}">`,
    numbers,
    ...survey.questions.map((question) => ownField(question, standing?.answers[question.id] ?? null, language)),
    comment,
    `<p hidden><label>${safe(words.unseen[language])} <input name="website" tabindex="-1" autocomplete="off"></label></p>`,
    `<button>${safe((standing ? words.change : words.send)[language])}</button>`,
    `<p class="soft">${safe(key === null ? own.readers : words.code_readers[language])}</p>`,
    '</form>',
  ].join('')
  return openPage({ title: own.subject, language, body })
}

/** After an answer: thanks, the way back to change it, and the way to be asked no more. */
export const thanksPage = (asked: Asked, language: Language, again: boolean): string => {
  const own = asked.words(language)
  const ways = again
    ? `<p><a href="?lang=${language}">${safe(words.again[language])}</a></p><form method="post"><input type="hidden" name="lang" value="${language}"><input type="hidden" name="stop" value="1"><button>${safe(words.stop[language])}</button></form>`
    : ''
  const body = `<h1>${safe(words.taken_title[language])}</h1><p role="status">${safe(own.thanks)}</p>${ways}`
  return openPage({ title: words.taken_title[language], language, body })
}

/** Asks once more before anybody is taken off: what follows links by itself presses no buttons. */
export const stopPage = (language: Language): string => {
  const title = words.stop_title[language]
  return openPage({
    title,
    language,
    body: `<h1>${safe(title)}</h1><p>${safe(words.stop_text[language])}</p><form method="post"><input type="hidden" name="lang" value="${language}"><button>${safe(words.stop[language])}</button></form>`,
  })
}
