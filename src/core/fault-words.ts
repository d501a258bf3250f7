import { fileFaults } from './fault-words/files.ts'
import { periodFaults } from './fault-words/periods.ts'
import { readingFaults } from './fault-words/readings.ts'
import { sourceFaults } from './fault-words/sources.ts'
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
  ...fileFaults,
  ...periodFaults,
  ...readingFaults,
  ...sourceFaults,
}

/** The sentence of a code in the asked language; a code without one is shown as it stands. */
export const faultSentence = (code: string, params: Params, language: Language): string => {
  const words = faultWords[code]
  return words ? fill(words, language, params) : code
}
