import { formatMoment, formatNumber } from '#core/format.ts'
import { defineMessages, fill, type Language } from '#core/messages.ts'
import type { Assigned, TeamWork, Work } from '#core/work/answer.ts'
import type { LogResult } from '#operations/work/log-contact.ts'
import { textTable } from './table.ts'

const words = defineMessages({
  name: { vi: 'Tên', en: 'Name' },
  phone: { vi: 'Điện thoại', en: 'Phone' },
  why: { vi: 'Vì sao ở đây', en: 'Why here' },
  owner: { vi: 'Người phụ trách', en: 'Owner' },
  id: { vi: 'Mã', en: 'Id' },
  waited: { vi: '{hours} giờ làm việc', en: '{hours} business hours' },
  more: { vi: 'còn {count} nữa (thêm --limit)', en: '{count} more (see --limit)' },
  contacts: { vi: 'Chưa gọi', en: 'Not called' },
  late: { vi: 'Quá hạn', en: 'Late' },
  care: { vi: 'Hỏi thăm', en: 'Check in' },
  requests: { vi: 'Yêu cầu', en: 'Requests' },
  detractors: { vi: 'Gọi lại', en: 'Call back' },
  logged: {
    vi: 'Đã ghi {person} lúc {at}. Hoàn tác: nhip work undo {key}',
    en: 'Logged {person} at {at}. To take it back: nhip work undo {key}',
  },
  repeated: {
    vi: 'Lần ghi {key} đã có từ trước; không thay đổi gì.',
    en: 'The log {key} was there before; nothing was changed.',
  },
  undone: { vi: 'Đã hoàn tác lần ghi {key}.', en: 'The log {key} is taken back.' },
  given: {
    vi: 'Đã giao {given} contact, còn {left} chưa giao người.',
    en: '{given} contacts given, {left} stay unassigned.',
  },
  would: {
    vi: 'Sẽ giao {given} contact, còn {left} chưa giao được.',
    en: '{given} contacts would be given, {left} would stay unassigned.',
  },
})

export const presentWork = (work: Work, language: Language): string =>
  work.lists
    .map(({ name, total, rows, hidden }) => {
      if (total === null) return `${name}: ${hidden?.detail ?? '–'}\n`
      const table = textTable(
        [words.id, words.name, words.phone, words.why, words.owner].map((head) => ({ head: head[language] })),
        rows.map((row) => [
          row.contact_id ?? row.customer_id ?? '',
          row.name ?? '–',
          row.phone ?? '–',
          row.business_minutes === null
            ? row.sentence
            : `${row.sentence} (${fill(words.waited, language, { hours: formatNumber(row.business_minutes / 60, language, 1) })})`,
          row.owner_name ?? '–',
        ]),
      )
      const more = total - rows.length
      return `${name}: ${formatNumber(total, language)}\n${rows.length > 0 ? table : ''}${more > 0 ? `${fill(words.more, language, { count: formatNumber(more, language) })}\n` : ''}`
    })
    .join('\n')

export const presentTeam = ({ lists, owners }: TeamWork, language: Language): string =>
  textTable(
    [
      { head: words.owner[language] },
      ...lists.flatMap((list) => [
        { head: words[list][language], align: 'right' as const },
        ...(list === 'contacts' ? [{ head: words.late[language], align: 'right' as const }] : []),
      ]),
    ],
    owners.map(({ owner_name, lists: of }) => [
      owner_name,
      ...lists.flatMap((list) => [String(of[list].total), ...(list === 'contacts' ? [String(of[list].late)] : [])]),
    ]),
  )

export const presentLog = (log: LogResult, language: Language): string => {
  const { key } = log
  const person = log.contact_id ?? log.customer_id ?? ''
  const said = log.state === 'undone' ? words.undone : log.repeated ? words.repeated : words.logged
  return `${fill(said, language, { key, person, at: formatMoment(log.at, language) })}\n`
}

export const presentUndone = ({ key }: { readonly key: string }, language: Language): string =>
  `${fill(words.undone, language, { key })}\n`

export const presentAssigned = (assigned: Assigned, language: Language): string =>
  [
    fill(assigned.dry_run ? words.would : words.given, language, { given: assigned.given, left: assigned.left }),
    ...assigned.by_owner.map(({ owner_name, count }) => `  ${owner_name}: ${count}`),
    ...assigned.by_reason.flatMap(({ reason, sentence, count }) =>
      reason === 'given' ? [] : [`  ${count}: ${sentence}`],
    ),
    '',
  ].join('\n')
