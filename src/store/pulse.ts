import type { Employee, Invitation, PulseCell, PulseStore, Round } from '#core/pulse/round.ts'
import type { Statements } from './statements.ts'
import { sqlOf } from './tables.ts'

const roundIn = ({ round }: { readonly round: string }): Round => JSON.parse(round) as Round
const languageIn = (text: string): 'vi' | 'en' => (text === 'en' ? 'en' : 'vi')

/** People who may be asked and the rounds, in the operational store. */
export const openPulseStore = ({ all, run, write }: Statements): PulseStore => {
  const round = (id: string): Round | null => {
    const [row] = all(sqlOf.selectFrom('pulse_round').selectAll().where('id', '=', id))
    return row ? roundIn(row) : null
  }
  const put = (changed: Round): void => {
    const row = { id: changed.id, number: changed.number, round: JSON.stringify(changed) }
    run(
      sqlOf
        .insertInto('pulse_round')
        .values(row)
        .onConflict((conflict) => conflict.column('id').doUpdateSet(row)),
    )
  }
  const ask = (of: string, { person, cell, language, sha256 }: Invitation): void => {
    const text = JSON.stringify(cell)
    run(sqlOf.insertInto('pulse_asked').values({ round: of, person, cell: text }))
    run(sqlOf.insertInto('pulse_link').values({ sha256, round: of, cell: text, language }))
  }
  return {
    people: () =>
      all(sqlOf.selectFrom('pulse_person').selectAll())
        .map((row): Employee => ({ ...row, language: languageIn(row.language) }))
        .toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.id < b.id ? -1 : 1)),
    replacePeople: (people) =>
      write(() => {
        run(sqlOf.deleteFrom('pulse_person'))
        for (const person of people) run(sqlOf.insertInto('pulse_person').values(person))
      }),
    rounds: () => all(sqlOf.selectFrom('pulse_round').selectAll().orderBy('number', 'desc')).map(roundIn),
    round,
    open: (opened, invitations) =>
      write(() => {
        put(opened)
        for (const invitation of invitations) ask(opened.id, invitation)
      }),
    put: (changed) => write(() => put(changed)),
    close: (closed) =>
      write(() => {
        put(closed)
        run(sqlOf.deleteFrom('pulse_link').where('round', '=', closed.id))
      }),
    asked: (of) =>
      all(sqlOf.selectFrom('pulse_asked').select(['person', 'cell']).where('round', '=', of)).map((row) => ({
        person: row.person,
        cell: JSON.parse(row.cell) as PulseCell,
      })),
    mailed: (of, turn) =>
      new Set(
        all(sqlOf.selectFrom('pulse_mail').select('person').where('round', '=', of).where('turn', '=', turn)).map(
          ({ person }) => person,
        ),
      ),
    claimMail: (of, turn, person) =>
      write(
        () =>
          run(
            sqlOf
              .insertInto('pulse_mail')
              .values({ round: of, turn, person })
              .onConflict((conflict) => conflict.doNothing()),
          ) === 1,
      ),
    dropMail: (of, turn, person) =>
      write(
        () =>
          void run(
            sqlOf
              .deleteFrom('pulse_mail')
              .where('round', '=', of)
              .where('turn', '=', turn)
              .where('person', '=', person),
          ),
      ),
    link: (sha256) => {
      const [row] = all(sqlOf.selectFrom('pulse_link').selectAll().where('sha256', '=', sha256))
      const opened = row ? round(row.round) : null
      return row && opened
        ? { round: opened, cell: JSON.parse(row.cell) as PulseCell, language: languageIn(row.language) }
        : null
    },
  }
}
