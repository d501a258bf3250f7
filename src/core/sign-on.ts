/** What is remembered of a browser sent to the provider, until it comes back. */
export type SignOnChecks = { readonly state: string; readonly nonce: string; readonly verifier: string }

/** Who the provider says stands there. */
export type SignedOn = {
  readonly issuer: string
  /** The person as the provider counts them: stays when name and e-mail change, is never given to another. */
  readonly subject: string
  readonly email: string | null
  /** The provider has made sure that the e-mail is this person’s. */
  readonly isVerified: boolean
  readonly name: string | null
  /** The provider has asked for more than one proof (`mfa` in `amr`, RFC 8176). */
  readonly isStrong: boolean
}

/** An OpenID Connect provider people sign in with, by authorization code with PKCE. */
export type SignOnProvider = {
  /** What people know it by. */
  readonly name: string
  /**
   * Address to send a browser to, and what its coming back is held against.
   * @param redirect address the provider sends it back to
   * @throws Fault `sso.unreachable`
   */
  readonly begin: (redirect: string) => Promise<SignOnChecks & { readonly location: string }>
  /**
   * Takes what the browser brought back to the provider, and checks what that says.
   * @param answer the whole address the browser came back to
   * @throws Fault `sso.*`
   */
  readonly finish: (answer: URL, checks: SignOnChecks) => Promise<SignedOn>
  /** Domains e-mails must be of; empty: any. */
  readonly domains: readonly string[]
  /** Role an unknown person is given an account with; null: there must be one already. */
  readonly role: NewcomerRole | null
}

/** Never an owner, nor a rep, whose rows nobody could know. */
export const newcomerRoles = ['manager', 'marketing', 'analyst', 'people_manager'] as const
export type NewcomerRole = (typeof newcomerRoles)[number]

/** A browser on its way: as it was sent off and, once the provider has vouched, whose second step is still asked for. */
export type SignOnAttempt = SignOnChecks & {
  /** Path of the page to show afterwards. */
  readonly to: string
  /** Milliseconds since 1970. */
  readonly expires: number
  readonly user: string | null
}
