import * as oidc from 'openid-client'
import { Fault } from '#core/fault.ts'
import { isLoopbackName } from '#core/loopback.ts'
import type { SignedOn, SignOnProvider } from '#core/sign-on.ts'
import { realTime } from './clock.ts'

export type SignOnOptions = Pick<SignOnProvider, 'name' | 'domains' | 'role'> & {
  readonly issuer: string
  readonly client: string
  readonly secret: string
  /** Milliseconds since 1970, by which the provider’s tokens are judged. */
  readonly time: () => number
  /** What asks the provider. */
  readonly fetch: typeof fetch
}

/** Seconds the provider’s clock and ours may differ. */
const tolerance = 120
/** Seconds to wait for one answer of the provider. */
const patience = 10

/** A word of the library or the protocol, never a sentence of the provider. */
const reasonOf = (error: unknown): string => {
  const { error: word, code } = error as { readonly error?: unknown; readonly code?: unknown }
  const known = [word, code].find((text) => typeof text === 'string' && /^\w{1,60}$/.test(text))
  return String(known ?? (error as Error).name).toLowerCase()
}

const statusOf = (error: unknown): number => {
  const { status, cause } = error as { readonly status?: unknown; readonly cause?: unknown }
  return typeof status === 'number' ? status : cause instanceof Response ? cause.status : 0
}

const unreached = ['oauth_timeout', 'oauth_response_is_not_json', 'oauth_response_is_not_conform', 'oauth_parse_error']

const faultOf = (error: unknown, provider: string): Fault => {
  if (error instanceof Fault) return error
  const reason = reasonOf(error)
  const params = { provider, reason }
  if (error instanceof oidc.AuthorizationResponseError)
    return new Fault(reason === 'access_denied' ? 'sso.denied' : 'sso.refused', params)
  if (reason === 'oauth_jwt_timestamp_check_failed') return new Fault('sso.clock', { ...params, seconds: tolerance })
  if (/^(invalid|unauthorized)_client$/.test(reason)) return new Fault('sso.client', params)
  if (error instanceof TypeError || unreached.includes(reason) || statusOf(error) >= 500)
    return new Fault('sso.unreachable', params)
  return new Fault('sso.refused', params)
}

const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)

/**
 * People’s accounts at an OpenID Connect provider. What the provider says of itself and its keys is asked for at every
 * sign-in, so that a key changed counts at once; both are small, and people sign in seldom.
 */
export const openSignOn = (options: SignOnOptions): SignOnProvider => {
  const { name, domains, role, client, secret } = options
  const issuer = new URL(options.issuer)
  const guarded = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work()
    } catch (error) {
      throw faultOf(error, name)
    }
  }
  const configured = (): Promise<oidc.Configuration> => {
    const skew = Math.round((options.time() - realTime()) / 1000)
    return oidc.discovery(
      issuer,
      client,
      { [oidc.clockTolerance]: tolerance, [oidc.clockSkew]: skew },
      oidc.ClientSecretBasic(secret),
      {
        timeout: patience,
        execute: [
          oidc.enableNonRepudiationChecks,
          ...(isLoopbackName(issuer.hostname) ? [oidc.allowInsecureRequests] : []),
        ],
        [oidc.customFetch]: options.fetch as oidc.CustomFetch,
      },
    )
  }
  return {
    name,
    domains,
    role,
    begin: (redirect) =>
      guarded(async () => {
        const config = await configured()
        const [state, nonce, verifier] = [oidc.randomState(), oidc.randomNonce(), oidc.randomPKCECodeVerifier()]
        const location = oidc.buildAuthorizationUrl(config, {
          redirect_uri: redirect,
          scope: 'openid email profile',
          code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
          code_challenge_method: 'S256',
          state,
          nonce,
        })
        return { state, nonce, verifier, location: location.href }
      }),
    finish: (answer, { state, nonce, verifier }) =>
      guarded(async (): Promise<SignedOn> => {
        const config = await configured()
        const given = await oidc.authorizationCodeGrant(config, answer, {
          expectedState: state,
          expectedNonce: nonce,
          pkceCodeVerifier: verifier,
          idTokenExpected: true,
        })
        const token = given.claims()!
        // Most providers keep the e-mail out of the token where they can be asked for it.
        const asked = token['email'] === undefined && config.serverMetadata().userinfo_endpoint !== undefined
        const claims = asked ? await oidc.fetchUserInfo(config, given.access_token, token.sub) : token
        const amr = token['amr']
        return {
          issuer: token.iss,
          subject: token.sub,
          email: textOf(claims['email']),
          // Some send it as text.
          isVerified: String(claims['email_verified']) === 'true',
          name: textOf(claims['name']) ?? textOf(token['name']),
          isStrong: Array.isArray(amr) && amr.includes('mfa'),
        }
      }),
  }
}
