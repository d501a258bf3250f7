import { join } from 'node:path'
import type { Hono } from 'hono'
import { composeRoutes, type OpenPages } from '#http/server.ts'
import { openUploads } from '#http/uploads.ts'
import { operations } from '../../src/main/operations.ts'
import { localToken, type Office } from './office.ts'

/** The same application without a socket, for names that do not lead to this machine. */
export const composed = (office: Office, openPages: readonly OpenPages[] = []): { readonly app: Hono } => ({
  app: composeRoutes({
    operations,
    depsFor: office.company.depsFor,
    accounts: { depsFor: (language, access) => office.company.depsFor(language, undefined, access), demo: false },
    language: office.company.language,
    token: localToken,
    host: '0.0.0.0',
    port: 0,
    uploads: openUploads(join(office.folder, 'uploads')),
    version: office.company.version,
    openPages,
  }),
})
