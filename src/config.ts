import { Fault } from '#core/fault.ts'
import { isLoopbackName } from '#core/loopback.ts'
import { type NewcomerRole, newcomerRoles } from '#core/sign-on.ts'

/** Where people sign in with their account of elsewhere. */
export type SignOnConfig = {
  readonly issuer: string
  readonly client: string
  readonly secret: string
  readonly name: string
  readonly domains: readonly string[]
  readonly role: NewcomerRole | null
}

/** Everything the environment may say, read once. */
export type Config = {
  /** Data directory named by the environment; null where the command line or the default decides. */
  readonly data: string | null
  /** A fixed moment, ISO instant, for reproducible answers; null for the real clock. */
  readonly now: string | null
  readonly language: 'vi' | 'en' | null
  readonly memory: string | null
  /** Where people reach the pages, `https://nhip.company.vn`; null: where the server listens. */
  readonly url: string | null
  /** Null: people sign in with a password. */
  readonly signOn: SignOnConfig | null
  /** Origins inside the operator’s network that may be asked all the same, `http://shop.lan:8080`. */
  readonly trusted: readonly string[]
}

type Environment = Readonly<Record<string, string | undefined>>

/** Passwords and secrets travel there, so it is TLS, or this machine itself. */
const isSafe = (url: string): boolean => {
  if (!URL.canParse(url)) return false
  const { protocol, hostname } = new URL(url)
  return protocol === 'https:' || (protocol === 'http:' && isLoopbackName(hostname))
}

const listOf = (text: string | undefined): readonly string[] =>
  (text ?? '')
    .split(/[\s,]+/)
    .filter((each) => each !== '')
    .map((each) => each.toLowerCase().replace(/^@/, ''))

const readSignOn = (environment: Environment, url: string | null, wrong: string[]): SignOnConfig | null => {
  const said = (name: string): string => (environment[`NHIP_OIDC_${name}`] ?? '').trim()
  const issuer = said('ISSUER')
  if (issuer === '') return null
  if (!isSafe(issuer)) wrong.push(`NHIP_OIDC_ISSUER=${issuer} (https://…)`)
  const [client, secret] = [said('CLIENT_ID'), said('CLIENT_SECRET')]
  if (client === '') wrong.push('NHIP_OIDC_CLIENT_ID')
  if (secret === '') wrong.push('NHIP_OIDC_CLIENT_SECRET')
  if (url === null) wrong.push('NHIP_URL (https://nhip.company.vn)')
  const domains = listOf(said('DOMAINS'))
  for (const domain of domains)
    if (!/^[^\s@.]+(\.[^\s@.]+)+$/.test(domain)) wrong.push(`NHIP_OIDC_DOMAINS=${domain} (company.vn)`)
  const role = newcomerRoles.find((known) => known === said('ROLE')) ?? null
  if (role === null && said('ROLE') !== '') wrong.push(`NHIP_OIDC_ROLE=${said('ROLE')} (${newcomerRoles.join(', ')})`)
  // Anybody with an account at a public provider would otherwise be given one here.
  if (role !== null && domains.length === 0) wrong.push('NHIP_OIDC_DOMAINS (NHIP_OIDC_ROLE)')
  return {
    issuer,
    client,
    secret,
    name: said('NAME') || new URL(isSafe(issuer) ? issuer : 'https://-').hostname,
    domains,
    role,
  }
}

/**
 * Reads NHIP_DATA, NHIP_NOW, NHIP_LANG, NHIP_MEMORY, NHIP_URL and NHIP_OIDC_ISSUER, _CLIENT_ID, _CLIENT_SECRET, _NAME,
 * _DOMAINS, _ROLE, NHIP_OUTBOUND_TRUST.
 * @throws Fault `config.invalid` naming every variable that is wrong, all at once.
 */
export const readConfig = (environment: Environment = process.env): Config => {
  const wrong: string[] = []
  const now = environment['NHIP_NOW'] || null
  if (now !== null && Number.isNaN(Date.parse(now))) wrong.push(`NHIP_NOW=${now} (2026-11-18T12:00:00Z)`)
  const language = environment['NHIP_LANG'] || null
  if (language !== null && language !== 'vi' && language !== 'en') wrong.push(`NHIP_LANG=${language} (vi, en)`)
  const memory = environment['NHIP_MEMORY'] || null
  if (memory !== null && !/^\d+(\.\d+)?[KMG]B$/.test(memory)) wrong.push(`NHIP_MEMORY=${memory} (600MB)`)
  const address = (environment['NHIP_URL'] ?? '').trim().replace(/\/+$/, '') || null
  if (address !== null && (!isSafe(address) || new URL(address).origin !== address))
    wrong.push(`NHIP_URL=${address} (https://nhip.company.vn)`)
  const signOn = readSignOn(environment, address, wrong)
  const trusted = (environment['NHIP_OUTBOUND_TRUST'] ?? '').split(/[\s,]+/).filter((each) => each !== '')
  for (const each of trusted)
    if (!/^https?:/.test(each) || !URL.canParse(each) || new URL(each).origin !== each)
      wrong.push(`NHIP_OUTBOUND_TRUST=${each} (http://shop.lan:8080)`)
  if (wrong.length > 0) throw new Fault('config.invalid', { wrong })
  return {
    data: environment['NHIP_DATA'] || null,
    now,
    language: language as Config['language'],
    memory,
    url: address,
    signOn,
    trusted,
  }
}
