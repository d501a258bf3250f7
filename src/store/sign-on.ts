import type { Accounts } from '#core/account.ts'
import type { Statements } from './statements.ts'
import { sqlOf } from './tables.ts'

type SignOns = Pick<
  Accounts,
  'identityOwner' | 'identities' | 'bindIdentity' | 'dropIdentities' | 'putSignOn' | 'signOn' | 'takeSignOn'
>

/** Whose account a person of a provider signs in to, and browsers on their way there. */
export const openSignOns = ({ all, run, write }: Statements): SignOns => {
  const signOn: SignOns['signOn'] = (sha256) => {
    const [row] = all(sqlOf.selectFrom('sign_on').selectAll().where('sha256', '=', sha256))
    if (!row) return null
    const { account, return_to, state, nonce, verifier, expires } = row
    return { state, nonce, verifier, expires, to: return_to, user: account }
  }
  return {
    identityOwner: (issuer, subject) =>
      all(sqlOf.selectFrom('identity').select('account').where('issuer', '=', issuer).where('subject', '=', subject))[0]
        ?.account ?? null,
    identities: (user) => all(sqlOf.selectFrom('identity').select(['issuer', 'subject']).where('account', '=', user)),
    bindIdentity: (user, { issuer, subject }) =>
      write(() => void run(sqlOf.insertInto('identity').values({ issuer, subject, account: user }))),
    dropIdentities: (user) => write(() => void run(sqlOf.deleteFrom('identity').where('account', '=', user))),
    putSignOn: (sha256, { to, user, ...attempt }) =>
      write(() => {
        const row = { ...attempt, sha256, return_to: to, account: user }
        run(
          sqlOf
            .insertInto('sign_on')
            .values(row)
            .onConflict((conflict) => conflict.column('sha256').doUpdateSet(row)),
        )
      }),
    signOn,
    takeSignOn: (sha256) =>
      write(() => {
        const found = signOn(sha256)
        run(sqlOf.deleteFrom('sign_on').where('sha256', '=', sha256))
        return found
      }),
  }
}
