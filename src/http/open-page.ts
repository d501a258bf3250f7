import { createHash } from 'node:crypto'
import type { Language } from '#core/messages.ts'

const letters: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Text of others inside markup. */
export const safe = (text: string): string => text.replaceAll(/[&<>"']/g, (letter) => letters[letter]!)

/** Style of pages that people without an account see: no script, no font to fetch, light and dark. */
const style = `:root{color-scheme:light dark;--paper:#fbfaf6;--ink:#1c1b18;--soft:#5c5850;--rule:#8f897b;--accent:#8a3b12;--on:#fff}
@media(prefers-color-scheme:dark){:root{--paper:#171613;--ink:#ece8de;--soft:#b3ad9f;--rule:#7d776a;--accent:#e6a06f;--on:#171613}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:17px/1.6 "Be Vietnam Pro",system-ui,sans-serif}
main{max-width:34rem;margin:0 auto;padding:1.25rem 1rem 4rem}
h1{font-size:1.6rem;line-height:1.3;margin:.5rem 0 1rem}
p{margin:.75rem 0}
label{display:block;font-weight:600}
input,select,textarea{width:100%;min-height:48px;font:inherit;color:inherit;background:transparent;border:1px solid var(--rule);border-radius:4px;padding:.5rem}
option{color:#1c1b18;background:#fff}
textarea{min-height:6rem}
button{margin-top:.5rem;width:100%;min-height:52px;font:inherit;font-weight:600;border:0;border-radius:4px;background:var(--accent);color:var(--on)}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
.soft{color:var(--soft);font-size:.95rem}
.said{display:block;border-left:4px solid var(--accent);padding-left:.75rem;margin-top:.25rem}
.trap{position:absolute;left:-9999px;width:1px;height:1px;overflow:hidden}`

/** The part of a content security policy that lets this style in and no other. */
export const stylePolicy = `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`

type Page = { readonly title: string; readonly body: string; readonly language: Language }

/** A whole page. @param body markup, made safe already */
export const openPage = ({ title, body, language }: Page): string => `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex"><title>${safe(title)}</title><style>${style}</style></head>
<body><main>${body}</main></body></html>`
