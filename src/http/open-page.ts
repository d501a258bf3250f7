import { createHash } from 'node:crypto'
import type { Context } from 'hono'
import { escapeHtml } from '#core/html.ts'
import type { Language } from '#core/messages.ts'

/** Style of pages that people without an account see; their policy allows this text and nothing else. */
const style = `:root{color-scheme:light dark;--paper:#fbfaf6;--ink:#1c1b18;--soft:#5c5850;--rule:#c9c4b6;--accent:#8a3b12;--on:#fff}
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
.scale input:focus-visible+span,a:focus-visible,button:focus-visible,:is(input.text,select,textarea):focus-visible,summary:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
label.field{display:block;font-weight:600}
label.field+:is(input,select,textarea){margin-top:.15rem}
:is(input.text,select,textarea){width:100%;min-height:48px;font:inherit;color:inherit;background:transparent;border:1px solid var(--rule);border-radius:4px;padding:.5rem}
option{color:#1c1b18;background:#fff}
textarea{min-height:7rem}
button{margin-top:1.25rem;width:100%;min-height:52px;font:inherit;font-weight:600;border:0;border-radius:4px;background:var(--accent);color:var(--on)}
details{border-top:1px solid var(--rule);border-bottom:1px solid var(--rule);margin-top:1rem;padding:.5rem 0}
summary{cursor:pointer;font-weight:600;min-height:32px}
li{margin:.4rem 0}ul{padding-left:1.2rem;margin:.5rem 0}
.said{display:block;border-left:4px solid var(--accent);padding-left:.75rem}
a{color:var(--accent)}
nav{text-align:right}nav a{display:inline-block;min-height:32px}
.trap{position:absolute;left:-9999px;width:1px;height:1px;overflow:hidden}`

type Page = { readonly title: string; readonly body: string; readonly language: Language }

/** A whole page that needs no script. @param body markup, made safe already */
export const openPage = ({ title, body, language }: Page): string => `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex"><title>${escapeHtml(title)}</title><style>${style}</style></head>
<body><main>${body}</main></body></html>`

const policy = (framed: boolean): string =>
  [
    "default-src 'none'",
    `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
    "form-action 'self'",
    `frame-ancestors ${framed ? '*' : "'none'"}`,
    "base-uri 'none'",
  ].join('; ')

/**
 * Sends such a page: it takes in nothing but its own style, sends to this server alone, is kept nowhere, and tells
 * nobody where a reader came from.
 * @param framed may stand inside pages of others
 */
export const openResponse = (page: string, status = 200, framed = false): Response =>
  new Response(page, {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy(framed),
      'cross-origin-resource-policy': framed ? 'cross-origin' : 'same-origin',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-robots-tag': 'noindex, nofollow',
    },
  })

/** The language asked for by a field or the address, else the usual one. */
export const spokenIn = (context: Context, said: string | undefined, usual: Language): Language => {
  const asked = said ?? context.req.query('lang')
  return asked === 'vi' || asked === 'en' ? asked : usual
}
