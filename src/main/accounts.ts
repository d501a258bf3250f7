import { hashPassword, isPassword } from '#adapters/passwords.ts'
import { digestOf, randomId, randomToken, randomTotpSecret } from '#adapters/secrets.ts'
import { totpStep } from '#adapters/totp.ts'
import type { Access } from '#core/access.ts'
import type { Accounts } from '#core/account.ts'
import type { Store } from '#core/store.ts'
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

/** Name of the account that made an import; null where none did, as a command of this machine. */
export const importedBy = ({
  accounts,
  batch,
}: Pick<Store, 'accounts' | 'batch'>): ((importId: string) => string | null) => {
  const holderOf = (actor: string): string | null => {
    const [kind, id] = actor.split(':')
    if (kind === 'token') return accounts.tokens().find((token) => token.id === id)?.user ?? null
    return kind === 'user' ? (id ?? null) : null
  }
  return (importId) => {
    const holder = holderOf(batch(importId)?.by ?? '')
    return holder === null ? null : (accounts.user(holder)?.name ?? null)
  }
}
