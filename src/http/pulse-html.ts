import { formatDay } from '#core/format.ts'
import { fill, type Language, type Params } from '#core/messages.ts'
import { commentFloor } from '#core/pulse/comments.ts'
import { rowFloor } from '#core/pulse/cuts.ts'
import { longestComment } from '#core/pulse/gather.ts'
import { pageWords } from '#core/pulse/page-words.ts'
import { itemWords, type Question, scaleOf } from '#core/pulse/questions.ts'
import { dimensions, type OpenedLink } from '#core/pulse/round.ts'

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
const safe = (text: string): string => text.replaceAll(/[&<>"']/g, (letter) => entities[letter]!)

/** Style of the pages; the policy allows this text and nothing else. */
export const style = `:root{color-scheme:light dark;--paper:#fbfaf6;--ink:#1c1b18;--soft:#5c5850;--rule:#c9c4b6;--accent:#8a3b12;--on:#fff}
@media(prefers-color-scheme:dark){:root{--paper:#171613;--ink:#ece8de;--soft:#b3ad9f;--rule:#4a463d;--accent:#e6a06f;--on:#171613}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:17px/1.6 "Be Vietnam Pro",system-ui,sans-serif}
main{max-width:34rem;margin:0 auto;padding:1.25rem 1rem 4rem}
h1{font-size:1.6rem;line-height:1.3;margin:.5rem 0}
p{margin:.5rem 0}
.soft,.ends{color:var(--soft)}
.ends{display:flex;justify-content:space-between;gap:1rem;font-size:.85rem;margin-top:.25rem}
fieldset{border:0;border-top:1px solid var(--rule);margin:1.25rem 0 0;padding:.75rem 0 0;min-width:0}
legend{padding:0;font-weight:600;float:left;width:100%;margin-bottom:.5rem}
legend+*{clear:both}
.scale{display:grid;grid-template-columns:repeat(5,1fr);gap:.4rem}
.scale.wide{grid-template-columns:repeat(6,1fr)}
.scale.choices{grid-template-columns:1fr}
.scale label{position:relative;display:block}
.scale input{position:absolute;inset:0;width:100%;height:100%;margin:0;opacity:0;cursor:pointer}
.scale span{display:grid;place-items:center;min-height:48px;border:1px solid var(--rule);border-radius:4px;font-variant-numeric:tabular-nums}
.scale input:checked+span{background:var(--accent);border-color:var(--accent);color:var(--on);font-weight:700}
.scale input:focus-visible+span,a:focus-visible,button:focus-visible,textarea:focus-visible,summary:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
textarea{width:100%;min-height:7rem;font:inherit;color:inherit;background:transparent;border:1px solid var(--rule);border-radius:4px;padding:.5rem}
button{margin-top:1.25rem;width:100%;min-height:52px;font:inherit;font-weight:600;border:0;border-radius:4px;background:var(--accent);color:var(--on)}
details{border-top:1px solid var(--rule);border-bottom:1px solid var(--rule);margin-top:1rem;padding:.5rem 0}
summary{cursor:pointer;font-weight:600;min-height:32px}
li{margin:.4rem 0}ul{padding-left:1.2rem;margin:.5rem 0}
.said{border-left:4px solid var(--accent);padding-left:.75rem}
a{color:var(--accent)}
nav{text-align:right}nav a{display:inline-block;min-height:32px}`

type Page = { readonly title: string; readonly body: string; readonly language: Language }

export const pageOf = ({ title, body, language }: Page): string => `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex"><title>${safe(title)}</title><style>${style}</style></head>
<body><main>${body}</main></body></html>`

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
  return pageOf({ title: fill(pageWords.title, language), body, language })
}

export const thanksPage = ({ round }: Pick<OpenedLink, 'round'>, language: Language): string => {
  const lines = [
    fill(pageWords.thanks_when, language, { day: formatDay(round.closes_on, language) }),
    fill(pageWords.thanks_once, language),
  ]
  const title = fill(pageWords.thanks, language)
  return pageOf({
    title,
    body: `<h1>${safe(title)}</h1>${lines.map((line) => `<p>${safe(line)}</p>`).join('')}`,
    language,
  })
}

/** @param key what the page says instead of the form */
export const plainPage = (key: 'closed' | 'busy', language: Language): string => {
  const title = fill(pageWords[key], language)
  const more = key === 'closed' ? `<p>${safe(fill(pageWords.closed_why, language))}</p>` : ''
  return pageOf({ title, body: `<h1>${safe(title)}</h1>${more}`, language })
}
