import { defineMessages, fill, type Language, type Words } from '../messages.ts'
import { type SurveyDefinition, type SurveyKind, spoken } from './survey.ts'

const subjects = defineMessages<SurveyKind>({
  nps: { vi: '{organisation} xin một phút của anh/chị', en: '{organisation} asks for a minute of your time' },
  csat: { vi: 'Anh/chị có hài lòng với lần mua vừa rồi không?', en: 'Were you satisfied with your last purchase?' },
  ces: { vi: 'Lần hỗ trợ vừa rồi có dễ dàng không?', en: 'Was it easy to get help?' },
  own: { vi: '{organisation} xin ý kiến của anh/chị', en: '{organisation} would like to hear from you' },
})

const questions = defineMessages<SurveyKind>({
  nps: {
    vi: 'Anh/chị có sẵn lòng giới thiệu {organisation} với bạn bè, người thân không?',
    en: 'How likely are you to recommend {organisation} to friends or family?',
  },
  csat: {
    vi: 'Nhìn chung, anh/chị hài lòng ở mức nào?',
    en: 'Overall, how satisfied are you?',
  },
  ces: {
    vi: 'Việc của anh/chị đã được giải quyết dễ dàng. Anh/chị đồng ý ở mức nào?',
    en: 'It was easy to get done what I needed. How far do you agree?',
  },
  own: { vi: 'Xin anh/chị cho biết ý kiến.', en: 'Please tell us what you think.' },
})

const lows = defineMessages<SurveyKind>({
  nps: { vi: '0 – không hề', en: '0 – not at all' },
  csat: { vi: '1 – rất không hài lòng', en: '1 – very dissatisfied' },
  ces: { vi: '1 – rất không đồng ý', en: '1 – strongly disagree' },
  own: { vi: '', en: '' },
})
const highs = defineMessages<SurveyKind>({
  nps: { vi: '10 – chắc chắn có', en: '10 – certainly' },
  csat: { vi: '5 – rất hài lòng', en: '5 – very satisfied' },
  ces: { vi: '7 – rất đồng ý', en: '7 – strongly agree' },
  own: { vi: '', en: '' },
})

const general = defineMessages({
  greeting: {
    vi: 'Cảm ơn anh/chị đã chọn {organisation}. Một câu hỏi, chưa tới một phút:',
    en: 'Thank you for choosing {organisation}. One question, less than a minute:',
  },
  comment: {
    vi: 'Anh/chị muốn nói thêm gì về điểm ấy? (không bắt buộc)',
    en: 'Would you like to say more about your score? (optional)',
  },
  thanks: { vi: 'Cảm ơn anh/chị. Câu trả lời đã được ghi lại.', en: 'Thank you. Your answer has been recorded.' },
  reminder: { vi: 'Nhắc lại: {subject}', en: 'A reminder: {subject}' },
  press: { vi: 'Bấm vào một số để trả lời:', en: 'Press a number to answer:' },
  open: { vi: 'Mở trang trả lời', en: 'Open the page to answer' },
  readers: {
    vi: 'Người phụ trách của {organisation} đọc câu trả lời cùng tên anh/chị, để có thể gọi lại.',
    en: 'Those in charge at {organisation} read your answer with your name, so that they can call back.',
  },
  stop: { vi: 'Không nhận khảo sát nữa', en: 'No more surveys' },
  someone: { vi: 'chúng tôi', en: 'us' },
})

export type SurveyWords = {
  readonly subject: string
  readonly greeting: string
  readonly question: string
  readonly comment: string
  readonly thanks: string
  readonly low: string
  readonly high: string
  readonly readers: string
}

/** What a survey says in a language: its own words, else the usual ones. */
export const wordsOf = (survey: SurveyDefinition, organisation: string, language: Language): SurveyWords => {
  const named = organisation.trim() || general.someone[language]
  const say = (text: Parameters<typeof spoken>[0], usual: Words): string =>
    fill({ vi: '', en: '', [language]: spoken(text, usual, language) }, language, { organisation: named })
  const { texts, kind } = survey
  return {
    subject: say(texts.subject, subjects[kind]),
    greeting: say(texts.greeting, general.greeting),
    question: say(texts.question, questions[kind]),
    comment: say(texts.comment, general.comment),
    thanks: say(texts.thanks, general.thanks),
    low: lows[kind][language],
    high: highs[kind][language],
    readers: say(undefined, general.readers),
  }
}

export const mailWords = general
