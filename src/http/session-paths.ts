import { signOnRoutes } from './sign-on-routes.ts'

/** A route that is no operation of the list. */
export type Described = {
  readonly path: string
  readonly method: 'get' | 'post' | 'delete'
  readonly name: string
  readonly summary: string
  readonly fields?: readonly string[]
  readonly optional?: readonly string[]
}

/** The same routes as the document of the interface names them. */
const sessionRoutes: readonly Described[] = [
  { path: '/session', method: 'get', name: 'session.read', summary: 'Who is signed in, and what they may do' },
  {
    path: '/session',
    method: 'post',
    name: 'session.open',
    summary: 'Sign in; the answer sets the session’s cookie',
    fields: ['email', 'password'],
    optional: ['code'],
  },
  { path: '/session', method: 'delete', name: 'session.drop', summary: 'Sign out' },
  { path: '/session/end', method: 'post', name: 'session.end', summary: 'Sign out' },
  {
    path: '/session/password',
    method: 'post',
    name: 'session.password',
    summary: 'Change one’s own password; every other session ends',
    fields: ['password', 'next'],
    optional: ['revoke_tokens'],
  },
  {
    path: '/session/totp',
    method: 'post',
    name: 'session.totp',
    summary: 'The secret for an authenticator app; asked for at sign-in once confirmed',
    fields: ['password'],
  },
  {
    path: '/session/totp/confirm',
    method: 'post',
    name: 'session.totp.confirm',
    summary: 'Turn the second step on with a code of the app',
    fields: ['code'],
  },
  {
    path: '/session/totp/remove',
    method: 'post',
    name: 'session.totp.remove',
    summary: 'Turn the second step off',
    fields: ['password'],
  },
  {
    path: '/session/language',
    method: 'post',
    name: 'session.language',
    summary: 'Choose one’s own language',
    fields: ['language'],
  },
  {
    path: '/setup/check',
    method: 'post',
    name: 'setup.check',
    summary: 'What a link that works once is for, without using it',
    fields: ['token'],
  },
  {
    path: '/setup',
    method: 'post',
    name: 'setup.use',
    summary: 'Use such a link: make the owner, take up an invitation, set a new password; signs in',
    fields: ['token', 'password'],
    optional: ['name', 'email', 'language'],
  },
]

/** Paths of the document for them. */
export const sessionPaths = (problem: object): Record<string, Record<string, object>> => {
  const paths: Record<string, Record<string, object>> = {}
  for (const { path, method, name, summary, fields = [], optional = [] } of [...sessionRoutes, ...signOnRoutes]) {
    const schemaOf = (field: string): object =>
      field === 'revoke_tokens'
        ? { type: 'boolean' }
        : { type: 'string', maxLength: field === 'answer' ? 8_000 : 1_000 }
    const all = [...fields, ...optional]
    const schema = {
      type: 'object',
      required: fields,
      properties: Object.fromEntries(all.map((field) => [field, schemaOf(field)])),
    }
    paths[path] = {
      ...paths[path],
      [method]: {
        operationId: name,
        summary,
        security: [],
        ...(all.length > 0 ? { requestBody: { content: { 'application/json': { schema } } } } : {}),
        responses: { '200': { description: summary, content: { 'application/json': {} } }, default: problem },
      },
    }
  }
  return paths
}
