import type { AccessScope, Role, TokenUse } from '#core/access.ts'
import type { Accounts, ApiToken, Link, Session, User } from '#core/account.ts'
import { Fault } from '#core/fault.ts'
import type { Language } from '#core/messages.ts'
import { openJournal } from './journal.ts'
import { openSignOns } from './sign-on.ts'
import type { Statements } from './statements.ts'
import { sqlOf, type Tables } from './tables.ts'

const userIn = (row: Tables['account']): User => ({
  id: row.id,
  email: row.email,
  name: row.name,
  role: row.role as Role,
  scope: JSON.parse(row.scope) as AccessScope,
  language: row.language as Language,
  created_at: row.created_at,
  disabled_at: row.disabled_at,
})

const tokenIn = (row: Tables['api_token']): ApiToken => ({
  id: row.id,
  user: row.account,
  name: row.name,
  uses: JSON.parse(row.uses) as TokenUse[],
  created_at: row.created_at,
  expires_at: row.expires_at,
  revoked_at: row.revoked_at,
})

const sessionIn = ({ account, ...row }: Tables['session']): Session => ({ ...row, user: account })

/** Accounts and what goes with them, in the operational store. */
export const openAccounts = (statements: Statements): Accounts => {
  const { all, run, write } = statements
  const usersWhere = (column: 'id' | 'email', value: string): User | null => {
    const [row] = all(sqlOf.selectFrom('account').selectAll().where(column, '=', value))
    return row ? userIn(row) : null
  }
  const dropLinks = (kind: Link['kind'], user: string | null): void => {
    run(
      sqlOf
        .deleteFrom('link')
        .where('kind', '=', kind)
        .where('account', user === null ? 'is' : '=', user),
    )
  }
  return {
    together: write,
    users: () => all(sqlOf.selectFrom('account').selectAll().orderBy('created_at').orderBy('email')).map(userIn),
    user: (id) => usersWhere('id', id),
    userByEmail: (email) => usersWhere('email', email),
    credentials: (id) => {
      const [row] = all(
        sqlOf.selectFrom('account').select(['password', 'totp', 'totp_step', 'totp_offered']).where('id', '=', id),
      )
      return row ?? { password: null, totp: null, totp_step: 0, totp_offered: null }
    },
    putUser: ({ scope, ...user }) =>
      write(() => {
        const other = usersWhere('email', user.email)
        if (other && other.id !== user.id) throw new Fault('account.email_taken', { email: user.email })
        const row = { ...user, scope: JSON.stringify(scope) }
        run(
          sqlOf
            .insertInto('account')
            .values({ ...row, totp_step: 0 })
            .onConflict((conflict) => conflict.column('id').doUpdateSet(row)),
        )
      }),
    putCredentials: (id, credentials) =>
      write(() => void run(sqlOf.updateTable('account').set(credentials).where('id', '=', id))),
    session: (sha256) => {
      const [row] = all(sqlOf.selectFrom('session').selectAll().where('sha256', '=', sha256))
      return row ? sessionIn(row) : null
    },
    putSession: ({ user, ...session }) =>
      write(() => {
        run(
          sqlOf
            .insertInto('session')
            .values({ ...session, account: user })
            .onConflict((conflict) => conflict.column('sha256').doUpdateSet({ seen: session.seen })),
        )
      }),
    endSession: (sha256) => write(() => void run(sqlOf.deleteFrom('session').where('sha256', '=', sha256))),
    endSessions: (user) => write(() => void run(sqlOf.deleteFrom('session').where('account', '=', user))),
    forgetBefore: ({ seen, created, now }) =>
      write(() => {
        run(sqlOf.deleteFrom('session').where((row) => row.or([row('seen', '<', seen), row('created', '<', created)])))
        run(sqlOf.deleteFrom('link').where('expires', '<', now))
        run(sqlOf.deleteFrom('sign_on').where('expires', '<', now))
      }),
    tokens: () => all(sqlOf.selectFrom('api_token').selectAll().orderBy('created_at').orderBy('id')).map(tokenIn),
    tokenBySha256: (sha256) => {
      const [row] = all(sqlOf.selectFrom('api_token').selectAll().where('sha256', '=', sha256))
      return row ? tokenIn(row) : null
    },
    addToken: ({ user, uses, ...token }, sha256) =>
      write(() => {
        run(sqlOf.insertInto('api_token').values({ ...token, account: user, uses: JSON.stringify(uses), sha256 }))
      }),
    revokeToken: (id, at) =>
      write(
        () =>
          void run(
            sqlOf.updateTable('api_token').set({ revoked_at: at }).where('id', '=', id).where('revoked_at', 'is', null),
          ),
      ),
    putLink: (sha256, { kind, user, expires }) =>
      write(() => {
        dropLinks(kind, user)
        run(sqlOf.insertInto('link').values({ sha256, kind, account: user, expires }))
      }),
    link: (sha256) => {
      const [row] = all(sqlOf.selectFrom('link').selectAll().where('sha256', '=', sha256))
      return row ? { kind: row.kind as Link['kind'], user: row.account, expires: row.expires } : null
    },
    takeLink: (sha256) => write(() => run(sqlOf.deleteFrom('link').where('sha256', '=', sha256)) === 1),
    dropLinks: (kind, user) => write(() => dropLinks(kind, user)),
    attempts: (name, since) =>
      all(sqlOf.selectFrom('attempt').select('at').where('name', '=', name).where('at', '>', since).orderBy('at')).map(
        (row) => row.at,
      ),
    addAttempt: (names, at, keepSince) =>
      write(() => {
        run(sqlOf.deleteFrom('attempt').where('at', '<=', keepSince))
        for (const name of names) run(sqlOf.insertInto('attempt').values({ name, at }))
      }),
    clearAttempts: (name, at) =>
      write(() => {
        const all = sqlOf.deleteFrom('attempt').where('name', '=', name)
        run(at === null ? all : all.where('at', '=', at))
      }),
    ...openSignOns(statements),
    ...openJournal(statements),
  }
}
