import { formatDay } from '#core/format.ts'
import { escapeHtml as safe } from '#core/html.ts'
import { fill, type Language, type Params } from '#core/messages.ts'
import { commentFloor } from '#core/pulse/comments.ts'
import { rowFloor } from '#core/pulse/cuts.ts'
import { longestComment } from '#core/pulse/gather.ts'
import { pageWords } from '#core/pulse/page-words.ts'
import { itemWords, type Question, scaleOf } from '#core/pulse/questions.ts'
import { dimensions, type OpenedLink } from '#core/pulse/round.ts'
import { openPage } from './open-page.ts'

const choices = (question: Question): string => {
  const { from, to } = scaleOf(question)
  const scores = Array.from({ length: to - from + 1 }, (_, i) => from + i)
  return `<div class="scale${question === 'enps' ? ' wide' : ''}">${scores
    .map((score) => `<label><input type="radio" name="${question}" value="${score}"><span>${score}</span></label>`)
    .join('')}</div>`
}

/** The form of one round: plain HTML, works without scripts. */
export const formPage = (
  { round, cell }: Pick<OpenedLink, 'round' | 'cell'>,
  token: string,
  language: Language,
  isEmpty: boolean,
): string => {
  const say = (key: keyof typeof pageWords, params: Params = {}): string => safe(fill(pageWords[key], language, params))
  const units = dimensions.flatMap((dimension, i) =>
    cell[i] ? [fill(pageWords[dimension], language, { unit: cell[i] })] : [],
  )
  const counted = [fill(pageWords.whole, language), ...units].join(', ')
  const item = (question: Question): string => {
    const [low, high] = question === 'enps' ? (['never', 'surely'] as const) : (['disagree', 'agree'] as const)
    return `<fieldset aria-describedby="${question}-ends"><legend>${safe(itemWords[question][language])}</legend>${choices(question)}<p class="ends" id="${question}-ends"><span>${say(low)}</span><span>${say(high)}</span></p></fieldset>`
  }
  const comment = round.comment
    ? `<fieldset><legend><label for="comment">${say('comment')}</label></legend><textarea id="comment" name="comment" maxlength="${longestComment}" aria-describedby="hint"></textarea><p class="soft" id="hint">${say('comment_hint')}</p></fieldset>`
    : ''
  const promises = [
    say('promise_link'),
    say('promise_kept'),
    say('promise_shown', { floor: round.plan.floor }),
    say('promise_rows', { rows: Math.max(rowFloor, round.plan.floor) }),
    ...(round.comment ? [say('promise_comment', { comments: commentFloor })] : []),
    safe(fill(pageWords.counted_in, language, { units: counted })),
    say('promise_limit'),
  ]
  const other = language === 'vi' ? 'en' : 'vi'
  const body = `<nav><a href="/p/${safe(token)}?lang=${other}" lang="${other}" hreflang="${other}">${say('other')}</a></nav>
<h1>${say('title')}</h1><p>${say('lead')}</p>
${isEmpty ? `<p class="said" role="alert">${say('empty')}</p>` : ''}
<details><summary>${say('promise')}</summary><ul>${promises.map((promise) => `<li>${promise}</li>`).join('')}</ul></details>
<form method="post" action="/p"><input type="hidden" name="token" value="${safe(token)}"><input type="hidden" name="lang" value="${language}">
${round.questions.map(item).join('\n')}
${comment}<button type="submit">${say('send')}</button></form>`
  return openPage({ title: fill(pageWords.title, language), body, language })
}

export const thanksPage = ({ round }: Pick<OpenedLink, 'round'>, language: Language): string => {
  const lines = [
    fill(pageWords.thanks_when, language, { day: formatDay(round.closes_on, language) }),
    fill(pageWords.thanks_once, language),
  ]
  const title = fill(pageWords.thanks, language)
  return openPage({
    title,
    body: `<h1>${safe(title)}</h1>${lines.map((line) => `<p>${safe(line)}</p>`).join('')}`,
    language,
  })
}

/** @param key what the page says instead of the form */
export const plainPage = (key: 'closed' | 'busy', language: Language): string => {
  const title = fill(pageWords[key], language)
  const more = key === 'closed' ? `<p>${safe(fill(pageWords.closed_why, language))}</p>` : ''
  return openPage({ title, body: `<h1>${safe(title)}</h1>${more}`, language })
}
