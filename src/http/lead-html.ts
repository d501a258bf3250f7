import { escapeHtml as safe } from '#core/html.ts'
import type { GivenLead, LeadForm } from '#core/leads/lead.ts'
import { leadPageWords } from '#core/leads/page-words.ts'
import { fill } from '#core/messages.ts'
import { openPage } from './open-page.ts'

/** Where nobody who sees the page looks. */
export const trapName = 'website'

type Filled = Partial<Pick<GivenLead, 'name' | 'phone' | 'email' | 'note' | 'product_line'>>

/** The form itself: plain HTML, works without scripts. */
export const leadFormPage = (
  form: LeadForm,
  given: {
    readonly stamp: string
    readonly once: string
    readonly embedded: boolean
    readonly filled?: Filled
    readonly missing?: readonly ('name' | 'phone' | 'email')[]
  },
): string => {
  const { language } = form
  const say = (key: keyof typeof leadPageWords): string => safe(fill(leadPageWords[key], language))
  const { filled = {}, missing = [] } = given
  const field = (name: 'name' | 'phone' | 'email', type: string, complete: string): string => {
    const wrong = missing.includes(name)
    const told = wrong ? `<span class="said" role="alert" id="${name}-said">${say(`missing_${name}`)}</span>` : ''
    const described = wrong ? ` aria-invalid="true" aria-describedby="${name}-said"` : ''
    const required = name === 'name' ? ' required' : ''
    return `<p><label class="field" for="${name}">${say(name)}</label><input class="text" id="${name}" name="${name}" type="${type}" autocomplete="${complete}" maxlength="200" value="${safe(filled[name] ?? '')}"${required}${described}>${told}</p>`
  }
  const lines =
    form.product_lines.length > 1
      ? `<p><label class="field" for="line">${say('line')}</label><select id="line" name="product_line">${form.product_lines
          .map((line) => `<option${line === filled.product_line ? ' selected' : ''}>${safe(line)}</option>`)
          .join('')}</select></p>`
      : ''
  const body = `<h1>${safe(form.title)}</h1>
<form method="post" action="/f/${safe(form.id)}${given.embedded ? '?embed=1' : ''}">
<input type="hidden" name="stamp" value="${safe(given.stamp)}"><input type="hidden" name="once" value="${safe(given.once)}">
${field('name', 'text', 'name')}${field('phone', 'tel', 'tel')}${field('email', 'email', 'email')}<p class="soft">${say('either')}</p>
${lines}<p><label class="field" for="note">${say('note')}</label><textarea id="note" name="note" maxlength="2000">${safe(filled.note ?? '')}</textarea></p>
<p class="trap" aria-hidden="true"><label class="field" for="${trapName}">${say('trap')}</label><input class="text" id="${trapName}" name="${trapName}" tabindex="-1" autocomplete="off"></p>
<p class="soft">${safe(form.consent)}</p><button type="submit">${say('send')}</button></form>`
  return openPage({ title: form.title, body, language })
}

export const leadSaidPage = (key: 'thanks' | 'closed' | 'busy', language: LeadForm['language']): string => {
  const title = fill(leadPageWords[key], language)
  const more = key === 'thanks' ? `<p>${safe(fill(leadPageWords.thanks_more, language))}</p>` : ''
  return openPage({ title, body: `<h1>${safe(title)}</h1>${more}`, language })
}
