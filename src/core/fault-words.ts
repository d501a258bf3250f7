import { accountFaults } from './fault-words/accounts.ts'
import { careFaults } from './fault-words/care.ts'
import { explainFaults } from './fault-words/explain.ts'
import { fileFaults } from './fault-words/files.ts'
import { leadFaults } from './fault-words/leads.ts'
import { mailFaults } from './fault-words/mail.ts'
import { mappingFaults } from './fault-words/mappings.ts'
import { periodFaults } from './fault-words/periods.ts'
import { personFaults } from './fault-words/persons.ts'
import { priceFaults } from './fault-words/prices.ts'
import { pulseFaults } from './fault-words/pulse.ts'
import { readingNotes } from './fault-words/reading-notes.ts'
import { readingFaults } from './fault-words/readings.ts'
import { rowFaults } from './fault-words/rows.ts'
import { settingFaults } from './fault-words/settings.ts'
import { signOnFaults } from './fault-words/sign-on.ts'
import { sourceFaults } from './fault-words/sources.ts'
import { surveyFaults } from './fault-words/surveys.ts'
import { targetFaults } from './fault-words/targets.ts'
import { uploadFaults } from './fault-words/uploads.ts'
import { whyFaults } from './fault-words/why.ts'
import { workFaults } from './fault-words/work.ts'
import { formatNumber, formatPercent } from './format.ts'
import { fill, type Language, type Params, type Words } from './messages.ts'

const internal: Readonly<Record<string, Words>> = {
  'internal.error': {
    vi: 'Có lỗi ngoài dự kiến trong chương trình. Dữ liệu không đổi; hãy xem nhật ký của máy chủ.',
    en: 'Something unexpected went wrong in the program. No data was changed; see the server’s log.',
  },
}

/** Sentence of every code of a refusal, a reject, a note or a finding. */
export const faultWords: Readonly<Record<string, Words>> = {
  ...internal,
  ...accountFaults,
  ...careFaults,
  ...explainFaults,
  ...fileFaults,
  ...leadFaults,
  ...mailFaults,
  ...mappingFaults,
  ...periodFaults,
  ...priceFaults,
  ...personFaults,
  ...pulseFaults,
  ...readingFaults,
  ...readingNotes,
  ...targetFaults,
  ...rowFaults,
  ...settingFaults,
  ...signOnFaults,
  ...sourceFaults,
  ...surveyFaults,
  ...uploadFaults,
  ...whyFaults,
  ...workFaults,
}

/** Parts of a refusal that names several things at once, each with its own sentence. */
const partsIn = (params: Params, language: Language): readonly string[] | null => {
  const { problems } = params
  if (!Array.isArray(problems)) return null
  return problems.map((text) => {
    const part = JSON.parse(String(text)) as { readonly code: string; readonly params: Params }
    return faultSentence(part.code, part.params, language)
  })
}

/** `{name#}` marks an amount: printed as the reader writes numbers, a share as a percentage. */
const withAmounts = (text: string, params: Params, language: Language): string =>
  text.replace(/\{(\w+)#\}/g, (_, name: string) => {
    const value = params[name]
    if (typeof value !== 'number') return `{${name}}`
    return params['unit'] === 'rate' ? formatPercent(value, language, 4) : formatNumber(value, language, 6)
  })

/** The sentence of a code in the asked language; a code without one is shown as it stands. An empty list shows as a dash. */
export const faultSentence = (code: string, params: Params, language: Language): string => {
  const words = faultWords[code]
  if (!words) return code
  const parts = partsIn(params, language)
  const shown = Object.entries({ ...params, ...(parts ? { problems: [parts.join(' ')] } : {}) }).map(
    ([name, value]) => [name, Array.isArray(value) && value.length === 0 ? '–' : value],
  )
  const text = withAmounts(words[language], params, language)
  return fill({ ...words, [language]: text }, language, Object.fromEntries(shown))
}
