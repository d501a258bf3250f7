import { hashPassword, isPassword } from '#adapters/passwords.ts'
import { digestOf, randomId, randomToken, randomTotpSecret } from '#adapters/secrets.ts'
import { totpStep } from '#adapters/totp.ts'
import type { Access } from '#core/access.ts'
import type { Accounts } from '#core/account.ts'
import type { AccountDeps } from '#operations/accounts/dependencies.ts'

/** What accounts need, for one asker. */
export const accountsFor = (
  accounts: Accounts,
  access: Access,
  time: () => number,
  address: () => string,
): Omit<AccountDeps, 'language'> => ({
  accounts,
  access,
  time,
  address,
  randomToken,
  randomId,
  randomTotpSecret,
  digestOf,
  hashPassword,
  isPassword,
  totpStep,
})

/** Lines of the journal looked through for who made an import. */
const looked = 2_000

/** Name of the account that made an import, by the journal; read once, when first asked. */
export const importedBy = (accounts: Accounts): ((importId: string) => string | null) => {
  let names: ReadonlyMap<string, string> | null = null
  const read = (): ReadonlyMap<string, string> => {
    const known = new Map(accounts.users().map(({ id, name }) => [`user:${id}`, name]))
    const tokens = accounts.tokens().map(({ id, user }) => [`token:${id}`, known.get(`user:${user}`)] as const)
    for (const [actor, name] of tokens) if (name !== undefined) known.set(actor, name)
    return new Map(
      accounts.journal(looked, null).flatMap(({ subject, actor, action }) => {
        const name = known.get(actor)
        return subject !== null && name !== undefined && /^(targets|imports)\./.test(action) ? [[subject, name]] : []
      }),
    )
  }
  return (importId) => {
    names ??= read()
    return names.get(importId) ?? null
  }
}
