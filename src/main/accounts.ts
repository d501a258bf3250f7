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
