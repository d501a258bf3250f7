import { Fault } from '#core/fault.ts'
import { listIn, numberIn, textIn } from '#core/given.ts'
import { defineMessages } from '#core/messages.ts'
import type { Input, Operation } from '#core/operation.ts'
import { putSurvey, setSurveyState } from './configure.ts'
import type { SurveyDeps } from './dependencies.ts'
import { listComments, surveyResults } from './results.ts'
import { previewRound } from './round.ts'
import { sendRound } from './send-round.ts'
import { listSurveys, showSurvey } from './shown.ts'
import { sideOperations } from './side-operations.ts'

const words = defineMessages({
  list: { vi: 'Các khảo sát, đã mời và đã trả lời bao nhiêu', en: 'The surveys, how many were asked and answered' },
  show: { vi: 'Một khảo sát, và thư như khách sẽ nhận', en: 'One survey, and the mail as it will arrive' },
  put: {
    vi: 'Thêm một khảo sát (bản nháp), hoặc sửa khảo sát đang có; phần không nêu giữ nguyên',
    en: 'Add a survey (a draft), or change one; what is left out stays as it is',
  },
  state: { vi: 'Cho chạy, tạm dừng hoặc đóng một khảo sát', en: 'Run, pause or close a survey' },
  preview: {
    vi: 'Ngay lúc này ai được hỏi, ai chưa, tới khi nào và theo quy tắc nào; không gửi gì',
    en: 'Who is asked at this moment, who is not, until when and by which rule; sends nothing',
  },
  send: {
    vi: 'Gửi những gì đang tới hạn; khi chưa bật gửi thì chỉ cho biết sẽ gửi gì',
    en: 'Send what is due now; while sending is off only say what would be sent',
  },
  results: {
    vi: 'Kết quả theo tháng: tỷ lệ trả lời, điểm với biên sai số, thay đổi có ngoài dao động thường không',
    en: 'Results by month: response rate, score with its margin, whether a change is more than noise',
  },
  comments: { vi: 'Khách đã viết gì', en: 'What customers wrote' },
  id: { vi: 'mã khảo sát, ví dụ nps-2026', en: 'id of the survey, e.g. nps-2026' },
  name: { vi: 'tên khảo sát', en: 'name of the survey' },
  kind: {
    vi: 'nps (mặc định), csat, ces hoặc own (câu hỏi riêng)',
    en: 'nps (unless said), csat, ces or own (own questions)',
  },
  about: {
    vi: 'relationship (quan hệ chung), purchase (lần mua) hoặc request (yêu cầu vừa giải quyết)',
    en: 'relationship, purchase or request (one just resolved)',
  },
  consent: {
    vi: 'not_refused: hỏi cả người chưa nói gì (mặc định); given: chỉ người đã đồng ý cho liên hệ',
    en: 'not_refused: also who has said nothing (unless said); given: only who agreed to be contacted',
  },
  lines: { vi: 'chỉ các dòng hàng này', en: 'these product lines only' },
  locations: { vi: 'chỉ các địa điểm này', en: 'these places only' },
  languages: { vi: 'vi, en; ngôn ngữ đầu là của thư', en: 'vi, en; the first is that of the mail' },
  rules: {
    vi: 'số ngày theo JSON: every_days, apart_days, spread_days, reminder_after_days, valid_days, after_request_days, wait_days, within_days',
    en: 'days as JSON: every_days, apart_days, spread_days, reminder_after_days, valid_days, after_request_days, wait_days, within_days',
  },
  texts: {
    vi: 'lời của bạn theo JSON: subject, greeting, question, comment, thanks, mỗi phần {"vi":"…","en":"…"}',
    en: 'your words as JSON: subject, greeting, question, comment, thanks, each {"vi":"…","en":"…"}',
  },
  questions: {
    vi: 'câu hỏi riêng theo JSON: [{"id":"…","kind":"scale|choice|text","words":{"vi":"…"}}]',
    en: 'own questions as JSON: [{"id":"…","kind":"scale|choice|text","words":{"vi":"…"}}]',
  },
  stateValue: { vi: 'running, paused hoặc closed', en: 'running, paused or closed' },
  action: { vi: 'chỉ invite, remind hoặc hold', en: 'only invite, remind or hold' },
  reason: { vi: 'chỉ người bị giữ lại theo lý do này', en: 'only who is held back for this reason' },
  customer: { vi: 'chỉ khách này', en: 'this customer only' },
  limit: { vi: 'số dòng nhiều nhất (mặc định 50)', en: 'most rows (50 unless said)' },
  dryRun: { vi: 'chỉ cho biết sẽ gửi gì, không gửi', en: 'only say what would be sent, send nothing' },
  most: { vi: 'nhiều nhất bấy nhiêu lời mời', en: 'at most so many invitations' },
  surveyOnly: { vi: 'chỉ khảo sát này', en: 'this survey only' },
  search: { vi: 'chỉ lời có chữ này (không phân biệt dấu)', en: 'only what holds this text (accents do not matter)' },
  score: { vi: 'chỉ điểm trong khoảng, ví dụ 0-6', en: 'only scores in this range, e.g. 0-6' },
  language: { vi: 'chỉ lời viết bằng vi hoặc en', en: 'only what was written in vi or en' },
})

/** @throws Fault `survey.unfit` */
export const jsonIn = (input: Input, name: string): unknown => {
  const text = textIn(input, name)
  if (text === undefined) return undefined
  try {
    return JSON.parse(text) as unknown
  } catch (error) {
    throw new Fault('survey.unfit', { field: name, expected: `JSON (${(error as Error).message})` })
  }
}

const idArgument = { name: 'id', kind: 'text', position: 0, required: true, help: words.id } as const

export const surveyOperations: readonly Operation<SurveyDeps>[] = [
  {
    name: 'surveys.list',
    command: ['surveys'],
    http: { method: 'get', path: '/surveys' },
    help: words.list,
    arguments: [],
    changes: false,
    run: async (_input, deps) => listSurveys(deps),
  },
  {
    name: 'surveys.preview',
    command: ['surveys', 'preview'],
    http: { method: 'get', path: '/survey-preview' },
    help: words.preview,
    arguments: [
      { name: 'survey', kind: 'text', position: 0, help: words.surveyOnly },
      { name: 'action', kind: 'text', help: words.action },
      { name: 'reason', kind: 'text', help: words.reason },
      { name: 'customer', kind: 'text', help: words.customer },
      { name: 'limit', kind: 'number', help: words.limit },
    ],
    changes: false,
    discloses: true,
    run: (input, deps) =>
      previewRound(
        {
          survey: textIn(input, 'survey'),
          action: textIn(input, 'action'),
          reason: textIn(input, 'reason'),
          customer: textIn(input, 'customer'),
          limit: numberIn(input, 'limit'),
        },
        deps,
      ),
  },
  {
    name: 'surveys.show',
    command: ['surveys', 'show'],
    http: { method: 'get', path: '/surveys/{id}' },
    help: words.show,
    arguments: [idArgument],
    changes: false,
    run: async (input, deps) => showSurvey(String(input['id']), undefined, deps),
  },
  {
    name: 'surveys.put',
    command: ['surveys', 'put'],
    http: { method: 'post', path: '/surveys' },
    help: words.put,
    arguments: [
      idArgument,
      { name: 'kind', kind: 'text', help: words.kind },
      { name: 'name', kind: 'text', help: words.name },
      { name: 'about', kind: 'text', help: words.about },
      { name: 'consent', kind: 'text', help: words.consent },
      { name: 'product_lines', kind: 'list', help: words.lines },
      { name: 'locations', kind: 'list', help: words.locations },
      { name: 'languages', kind: 'list', help: words.languages },
      { name: 'rules', kind: 'json', help: words.rules },
      { name: 'texts', kind: 'json', help: words.texts },
      { name: 'questions', kind: 'json', help: words.questions },
    ],
    changes: true,
    run: async (input, deps) => {
      const many = (name: string): readonly string[] | undefined =>
        input[name] === undefined ? undefined : listIn(input, name).filter((each) => each !== '')
      return {
        survey: putSurvey(
          {
            id: String(input['id']),
            kind: textIn(input, 'kind'),
            name: textIn(input, 'name'),
            about: textIn(input, 'about'),
            consent: textIn(input, 'consent'),
            product_lines: many('product_lines'),
            locations: many('locations'),
            languages: many('languages'),
            rules: jsonIn(input, 'rules'),
            texts: jsonIn(input, 'texts'),
            questions: jsonIn(input, 'questions'),
          },
          deps,
        ),
      }
    },
  },
  {
    name: 'surveys.set_state',
    command: ['surveys', 'state'],
    http: { method: 'post', path: '/surveys/{id}/state' },
    help: words.state,
    arguments: [idArgument, { name: 'state', kind: 'text', position: 1, required: true, help: words.stateValue }],
    changes: true,
    run: async (input, deps) => ({ survey: setSurveyState(String(input['id']), String(input['state']), deps) }),
  },
  {
    name: 'surveys.send',
    command: ['surveys', 'send'],
    http: { method: 'post', path: '/survey-round' },
    help: words.send,
    arguments: [
      { name: 'dry_run', kind: 'flag', help: words.dryRun },
      { name: 'most', kind: 'number', help: words.most },
    ],
    changes: true,
    run: (input, deps) => sendRound({ dryRun: input['dry_run'] === true, most: numberIn(input, 'most') ?? null }, deps),
  },
  {
    name: 'surveys.results',
    command: ['surveys', 'results'],
    http: { method: 'get', path: '/surveys/{id}/results' },
    help: words.results,
    arguments: [idArgument],
    changes: false,
    run: async (input, deps) => surveyResults(String(input['id']), deps),
  },
  {
    name: 'surveys.comments',
    command: ['surveys', 'comments'],
    http: { method: 'get', path: '/survey-comments' },
    help: words.comments,
    arguments: [
      { name: 'survey', kind: 'text', position: 0, help: words.surveyOnly },
      { name: 'search', kind: 'text', help: words.search },
      { name: 'score', kind: 'text', help: words.score },
      { name: 'language', kind: 'text', help: words.language },
      { name: 'limit', kind: 'number', help: words.limit },
    ],
    changes: false,
    discloses: true,
    run: async (input, deps) =>
      listComments(
        {
          survey: textIn(input, 'survey'),
          search: textIn(input, 'search'),
          score: textIn(input, 'score'),
          language: textIn(input, 'language'),
          limit: numberIn(input, 'limit'),
        },
        deps,
      ),
  },
  ...sideOperations,
]
