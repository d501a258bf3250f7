import { createHash } from 'node:crypto'
import type { Accounts, JournalEntry, JournalRow } from '#core/account.ts'
import type { Params } from '#core/messages.ts'
import type { Statements } from './statements.ts'
import { sqlOf, type Tables } from './tables.ts'

type Stored = Tables['journal']

/** Digest of a row and of the one before it: a row changed, left out or put in breaks every digest after it. */
const digestOf = (row: Omit<Stored, 'sha256'>): string =>
  createHash('sha256')
    .update(JSON.stringify([row.sequence, row.at, row.actor, row.action, row.subject, row.detail, row.previous]))
    .digest('hex')

const told = ({ detail, ...row }: Stored): JournalRow => ({
  ...row,
  detail: detail === null ? null : (JSON.parse(detail) as Params),
})

/** The journal of who did what: rows are only ever added, each chained to the one before. */
export const openJournal = ({ all, run, write }: Statements): Pick<Accounts, 'record' | 'journal' | 'checkJournal'> => {
  const end = (): Tables['journal_end'] => all(sqlOf.selectFrom('journal_end').selectAll())[0]!
  return {
    record: ({ at, actor, action, subject, detail }: JournalEntry) =>
      write(() => {
        const { rows, sha256: previous } = end()
        const row = {
          sequence: rows + 1,
          at,
          actor,
          action,
          subject,
          detail: detail === null ? null : JSON.stringify(detail),
          previous,
        }
        const sha256 = digestOf(row)
        run(sqlOf.insertInto('journal').values({ ...row, sha256 }))
        run(sqlOf.updateTable('journal_end').set({ rows: row.sequence, sha256 }))
      }),
    journal: (limit, before) =>
      all(
        sqlOf
          .selectFrom('journal')
          .selectAll()
          .where('sequence', '<', before ?? Number.MAX_SAFE_INTEGER)
          .orderBy('sequence', 'desc')
          .limit(limit),
      ).map(told),
    checkJournal: () => {
      let [previous, sequence] = ['', 0]
      for (;;) {
        const rows = all(
          sqlOf.selectFrom('journal').selectAll().where('sequence', '>', sequence).orderBy('sequence').limit(1_000),
        )
        if (rows.length === 0) break
        for (const row of rows) {
          sequence += 1
          if (row.sequence !== sequence || row.previous !== previous || row.sha256 !== digestOf(row))
            return { rows: sequence, broken_at: sequence }
          previous = row.sha256
        }
      }
      const last = end()
      const isWhole = last.rows === sequence && last.sha256 === previous
      return { rows: sequence, broken_at: isWhole ? null : sequence + 1 }
    },
  }
}
