import { formatDay, formatNumber, formatPercent } from '#core/format.ts'
import { defineMessages, fill, type Language } from '#core/messages.ts'
import type { PulseResults, Told } from '#core/pulse/released.ts'
import type { Employee, HandedLink, ListedRound } from '#core/pulse/round.ts'
import type { PeopleSet } from '#operations/pulse/people.ts'
import type { MailPlan } from '#operations/pulse/send-links.ts'
import { textTable } from './table.ts'

const words = defineMessages({
  nobody: {
    vi: 'Chưa có ai trong danh sách. Đưa vào bằng: nhip pulse people set TỆP',
    en: 'Nobody is on the list yet. Bring one in with: nhip pulse people set FILE',
  },
  no_rounds: {
    vi: 'Chưa có đợt nào. Mở bằng: nhip pulse open',
    en: 'There has been no round yet. Open one with: nhip pulse open',
  },
  no_results: { vi: 'Chưa có đợt nào được công bố.', en: 'No round has been released yet.' },
  name: { vi: 'Họ tên', en: 'Name' },
  email: { vi: 'Email', en: 'E-mail' },
  team: { vi: 'Đội', en: 'Team' },
  location: { vi: 'Địa điểm', en: 'Location' },
  tenure: { vi: 'Thâm niên', en: 'Tenure' },
  link: { vi: 'Liên kết (chỉ hiện lần này)', en: 'Link (shown this once)' },
  id: { vi: 'Mã', en: 'Id' },
  round: { vi: 'Đợt', en: 'Round' },
  opened: { vi: 'Mở', en: 'Opened' },
  closes: { vi: 'Ngày cuối', en: 'Last day' },
  asked: { vi: 'Được hỏi', en: 'Asked' },
  state: { vi: 'Trạng thái', en: 'State' },
  open: { vi: 'đang mở', en: 'open' },
  closed: { vi: 'đã đóng', en: 'closed' },
  released: { vi: 'đã công bố', en: 'released' },
  answered: { vi: 'Đã trả lời', en: 'Answered' },
  question: { vi: 'Câu', en: 'Question' },
  whole: { vi: 'Toàn tổ chức', en: 'Everybody' },
  answers: { vi: 'Câu trả lời', en: 'Answers' },
  hidden: { vi: 'ẩn', en: 'hidden' },
  wave: { vi: 'Đợt {number}, công bố {day}\n', en: 'Round {number}, released {day}\n' },
  comments: {
    vi: 'Lời góp ý: {count} (xem trên trang hoặc bằng --json)\n',
    en: 'Comments: {count} (on the page, or with --json)\n',
  },
  mail: {
    vi: 'Gửi cho {recipients} người; không có địa chỉ: {without}.\n\n{subject}\n\n{text}',
    en: 'To {recipients} people; without an address: {without}.\n\n{subject}\n\n{text}',
  },
})

export const presentEmployees = ({ people }: { readonly people: readonly Employee[] }, language: Language): string =>
  people.length === 0
    ? `${words.nobody[language]}\n`
    : textTable(
        [words.name, words.email, words.team, words.location, words.tenure].map((head) => ({ head: head[language] })),
        people.map((one) => [one.name, one.email ?? '', one.team ?? '', one.location ?? '', one.tenure_band ?? '']),
      )

export const presentEmployeesSet = (result: PeopleSet, language: Language): string =>
  `${presentEmployees(result, language)}${result.refused.map(({ line, detail }) => `✗ ${line}: ${detail}\n`).join('')}`

const share = (participation: number | null, language: Language): string =>
  participation === null ? '–' : `${participation >= 0.95 ? '≥' : '≈'} ${formatPercent(participation, language, 0)}`

export const presentRounds = ({ rounds }: { readonly rounds: readonly ListedRound[] }, language: Language): string =>
  rounds.length === 0
    ? `${words.no_rounds[language]}\n`
    : textTable(
        [words.round, words.id, words.opened, words.closes, words.asked, words.state, words.answered].map((head) => ({
          head: head[language],
        })),
        rounds.map((round) => [
          String(round.number),
          round.id,
          formatDay(round.opened_on, language),
          formatDay(round.closes_on, language),
          formatNumber(round.plan.asked, language),
          words[round.state][language],
          share(round.participation, language),
        ]),
      )

export const presentRound = (round: ListedRound, language: Language): string =>
  presentRounds({ rounds: [round] }, language)

export const presentLinks = ({ links }: { readonly links: readonly HandedLink[] }, language: Language): string =>
  textTable(
    [words.name, words.team, words.link].map((head) => ({ head: head[language] })),
    links.map(({ name, team, link }) => [name, team ?? '', link]),
  )

export const presentMailPlan = (plan: MailPlan, language: Language): string =>
  fill(words.mail, language, { recipients: plan.recipients, without: plan.without_address, ...plan.sample })

const told = (question: string, number: Told | null, language: Language): string =>
  number === null
    ? words.hidden[language]
    : question === 'enps'
      ? formatNumber(number.score, language)
      : formatNumber(number.score, language, 1, 1)

/** The last round’s numbers, by team where that is told. */
export const presentResults = ({ waves: [wave], items }: PulseResults, language: Language): string => {
  if (!wave) return `${words.no_results[language]}\n`
  const teams = [...new Set(wave.questions.flatMap(({ by }) => by.team?.map(({ unit }) => unit) ?? []))].filter(Boolean)
  const right = { align: 'right' as const }
  return [
    fill(words.wave, language, { number: wave.number, day: formatDay(wave.on, language) }),
    `${words.answered[language]}: ${share(wave.participation, language)}\n\n`,
    textTable(
      [
        { head: words.question[language] },
        { head: words.whole[language], ...right },
        { head: words.answers[language], ...right },
        ...teams.map((team) => ({ head: team, ...right })),
      ],
      wave.questions.map(({ question, whole, by }) => [
        items[question][language],
        told(question, whole, language),
        whole?.answers ?? '–',
        ...teams.map((team) => told(question, by.team?.find(({ unit }) => unit === team)?.told ?? null, language)),
      ]),
    ),
    wave.comments === null ? '' : `\n${fill(words.comments, language, { count: wave.comments.length })}`,
  ].join('')
}
