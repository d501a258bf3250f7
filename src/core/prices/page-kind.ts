import { isSilent, type Page, textOf } from './page.ts'
import type { PageFacts } from './page-facts.ts'
import { slugOf } from './page-facts.ts'

/** What was fetched. Only a product page may change a price: a page that blocks is not one that is out of stock. */
export type PageKind = 'product' | 'blocked' | 'gone' | 'not_found' | 'login' | 'maintenance' | 'empty' | 'failed'

const challenge =
  /verify (?:that )?you are (?:a )?human|are you a robot|not a robot|unusual traffic|access (?:to this page has been )?denied|attention required|just a moment\.\.\.|enable javascript and cookies to continue|pardon our interruption|checking your browser|xác minh bạn (?:là|không phải)|robot check|security check|request blocked|bot detection|press & hold/i
const notFound =
  /\b404\b|page not found|not found|không tìm thấy (?:trang|sản phẩm)|trang (?:không tồn tại|bạn tìm)|sản phẩm không tồn tại|seite nicht gefunden|page introuvable|pagina non trovata|página no encontrada|no longer exists|nie znaleziono|nenalezena/i
const maintenance =
  /down for maintenance|under maintenance|đang bảo trì|bảo trì hệ thống|wartungsarbeiten|we.ll be (?:right )?back|temporarily unavailable for maintenance/i
const login = /^(?:log ?in|sign ?in|đăng nhập|anmelden|connexion|accedi|iniciar sesión)(?:\s*[|–-]|$)/i

/** Text a person sees, up to some thousand characters. */
const bodyText = (page: Page): string => {
  let text = ''
  for (let at = 0; at < page.nodes.length && text.length < 4000; at++) {
    const node = page.nodes[at]!
    if (node.tag === '') text += `${node.text.replace(/\s+/g, ' ')} `
    else if (isSilent(node.tag)) at = node.end - 1
  }
  return text.replace(/\s+/g, ' ').trim()
}

export const judgePageKind = (page: Page, facts: PageFacts, hasProduct: boolean): PageKind => {
  if (page.status === 401 || page.status === 403 || page.status === 429 || page.status === 451) return 'blocked'
  if (page.status === 404) return 'not_found'
  if (page.status === 410) return 'gone'
  if (page.status === 503 || page.status >= 500) return 'failed'
  if (page.status >= 300) return 'failed'
  const title = pageTitle(page)
  if (hasProduct) return notFound.test(title) && !notFound.test(slugOf(page.url)) ? 'not_found' : 'product'
  const text = bodyText(page)
  const short = text.length < 1500
  if (challenge.test(title) || (short && challenge.test(text))) return 'blocked'
  if (notFound.test(title) || (short && notFound.test(text))) return 'not_found'
  if (notFound.test(facts.heading)) return 'not_found'
  if (maintenance.test(title) || (short && maintenance.test(text))) return 'maintenance'
  if (login.test(title)) return 'login'
  return text.length < 40 && title === '' ? 'empty' : 'product'
}

const pageTitle = (page: Page): string => {
  const at = page.nodes.findIndex((node) => node.tag === 'title')
  return at < 0 ? '' : (page.nodes[at + 1]?.tag === '' ? page.nodes[at + 1]!.text : textOf(page.nodes, at, 200)).trim()
}

/** Whether a page without a price looks like one whose scripts would draw it. */
export const looksDrawnByScript = (page: Page): boolean =>
  page.nodes.some(
    (node, at) =>
      (node.tag === 'div' &&
        /^(?:root|app|__next|__nuxt|main-app|application)$/.test(node.attributes['id'] ?? '') &&
        node.end - at < 12) ||
      (node.tag === 'noscript' && /javascript/i.test(textOf(page.nodes, at, 200))) ||
      (node.tag === 'script' &&
        (node.attributes['id'] === '__NEXT_DATA__' || /__NUXT__|__INITIAL_STATE__/.test(node.text.slice(0, 400)))),
  )
