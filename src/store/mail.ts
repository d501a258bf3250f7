import type { MailServer, MailStore } from '#core/mail.ts'
import type { Statements } from './statements.ts'
import { sqlOf } from './tables.ts'

/** Where mail leaves, in the operational store. */
export const openMailStore = ({ all, run, write }: Statements): MailStore => ({
  mailServer: () => {
    const [row] = all(sqlOf.selectFrom('mail_server').selectAll())
    return row ? { ...(JSON.parse(row.server) as MailServer), password: row.password } : null
  },
  putMailServer: (settings) =>
    write(() => {
      run(sqlOf.deleteFrom('mail_server'))
      if (!settings) return
      const { password, ...server } = settings
      run(sqlOf.insertInto('mail_server').values({ only: 1, server: JSON.stringify(server), password }))
    }),
})
