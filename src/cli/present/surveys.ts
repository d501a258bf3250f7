import { formatMoment, formatNumber, formatPercent } from '#core/format.ts'
import { defineMessages, fill, type Language } from '#core/messages.ts'
import type { ListedSurvey, Preview, RoundResult, SurveyResults } from '#core/surveys/told.ts'
import { textTable } from './table.ts'

const words = defineMessages({
  none: {
    vi: 'Chưa có khảo sát nào. Tạo bằng nhip surveys put.',
    en: 'There is no survey yet. Make one with nhip surveys put.',
  },
  survey: { vi: 'khảo sát', en: 'survey' },
  state: { vi: 'trạng thái', en: 'state' },
  invited: { vi: 'đã mời', en: 'invited' },
  delivered: { vi: 'tới nơi', en: 'delivered' },
  answered: { vi: 'trả lời', en: 'answered' },
  month: { vi: 'tháng', en: 'month' },
  score: { vi: 'điểm', en: 'score' },
  change: { vi: 'thay đổi', en: 'change' },
  noise: { vi: 'trong dao động thường', en: 'within noise' },
  customer: { vi: 'khách', en: 'customer' },
  what: { vi: 'việc', en: 'what' },
  until: { vi: 'tới khi', en: 'until' },
  counts: {
    vi: '{survey}: {invite} lời mời, {remind} lời nhắc, {held} khách chưa được hỏi.\n',
    en: '{survey}: {invite} invitations, {remind} reminders, {held} customers not asked.\n',
  },
  off: { vi: 'Chưa bật gửi: không thư nào được gửi.\n', en: 'Sending is off: no mail leaves.\n' },
  invite: { vi: 'mời', en: 'invite' },
  remind: { vi: 'nhắc', en: 'remind' },
  rows: { vi: '{shown} trong {total} dòng.\n', en: '{shown} of {total} rows.\n' },
  would: {
    vi: 'Sẽ gửi {invited} lời mời, {reminded} lời nhắc. Chưa gửi gì.\n',
    en: 'Would send {invited} invitations and {reminded} reminders. Nothing was sent.\n',
  },
  sent: {
    vi: 'Đã gửi {invited} lời mời, {reminded} lời nhắc; {refused} bị từ chối, {unsure} không rõ đã tới chưa.\n',
    en: 'Sent {invited} invitations and {reminded} reminders; {refused} refused, {unsure} perhaps arrived.\n',
  },
  stopped: { vi: 'Máy chủ thư dừng lượt gửi: {detail}\n', en: 'The mail server ended the round: {detail}\n' },
})

const right = { align: 'right' as const }

export const presentSurveys = (
  { surveys }: { readonly surveys: readonly ListedSurvey[] },
  language: Language,
): string => {
  if (surveys.length === 0) return `${words.none[language]}\n`
  const count = (number: number): string => formatNumber(number, language)
  return textTable(
    [
      { head: words.survey[language] },
      { head: '' },
      { head: words.state[language] },
      { head: words.invited[language], ...right },
      { head: words.delivered[language], ...right },
      { head: words.answered[language], ...right },
    ],
    surveys.map((one) => [one.id, one.name, one.state, count(one.invited), count(one.delivered), count(one.answered)]),
  )
}

export const presentPreview = (preview: Preview, language: Language): string => {
  const count = (number: number): string => formatNumber(number, language)
  const counts = preview.counts.map(({ survey, invite, remind, held }) => {
    const customers = held.reduce((sum, one) => sum + one.customers, 0)
    const line = { survey, invite: count(invite), remind: count(remind), held: count(customers) }
    return [fill(words.counts, language, line), ...held.map((one) => `  ${one.why}: ${count(one.customers)}\n`)].join(
      '',
    )
  })
  const table = textTable(
    [
      { head: words.customer[language] },
      { head: '' },
      { head: words.survey[language] },
      { head: words.what[language] },
      { head: words.until[language] },
    ],
    preview.rows.map((row) => [
      row.customer_id,
      row.name ?? '',
      row.survey,
      row.why ?? (row.action === 'hold' ? '' : words[row.action][language]),
      row.until ? formatMoment(row.until, language) : '',
    ]),
  )
  return [
    preview.sending ? '' : words.off[language],
    ...counts,
    preview.rows.length > 0 ? table : '',
    fill(words.rows, language, { shown: count(preview.rows.length), total: count(preview.total) }),
  ].join('')
}

export const presentSending = (result: RoundResult, language: Language): string => {
  const numbers = Object.fromEntries(
    (['invited', 'reminded', 'refused', 'unsure'] as const).map((name) => [name, formatNumber(result[name], language)]),
  )
  return [
    fill(result.dry_run ? words.would : words.sent, language, numbers),
    result.stopped === null ? '' : fill(words.stopped, language, { detail: result.stopped }),
  ].join('')
}

export const presentWaves = ({ kind, waves }: SurveyResults, language: Language): string => {
  const decimals = kind === 'ces' ? 1 : 0
  const points = (value: number): string =>
    kind === 'csat' ? formatPercent(value, language, 0) : formatNumber(value, language, decimals)
  return textTable(
    [
      { head: words.month[language] },
      { head: words.invited[language], ...right },
      { head: words.delivered[language], ...right },
      { head: words.answered[language], ...right },
      { head: '%', ...right },
      { head: words.score[language], ...right },
      { head: '±', ...right },
      { head: words.change[language], ...right },
      { head: '' },
    ],
    waves.map((wave) => [
      wave.month,
      formatNumber(wave.invited, language),
      formatNumber(wave.delivered, language),
      formatNumber(wave.answered, language),
      wave.response_rate === null ? '' : formatPercent(wave.response_rate, language, 0),
      wave.score?.value === null || wave.score?.value === undefined ? '' : points(wave.score.value),
      wave.score?.margin === undefined ? '' : points(wave.score.margin),
      wave.change ? points(wave.change.absolute) : '',
      wave.change?.within_noise ? words.noise[language] : '',
    ]),
  )
}
