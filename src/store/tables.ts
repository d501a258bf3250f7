import { type CompiledQuery, DummyDriver, Kysely, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from 'kysely'
import type { LeadTables } from './lead-tables.ts'
import type { MailTables } from './mail-tables.ts'
import type { PersonTables } from './person-tables.ts'
import type { PriceTables } from './price-tables.ts'
import type { PulseTables } from './pulse-tables.ts'
import type { SurveyTables } from './survey-tables.ts'

export type Tables = {
  batch: { sequence: number; import_id: string; manifest: string; withdrawn_at: string | null }
  person: {
    entity: string
    id: string
    precedence: number
    sequence: number
    name: string | null
    phone: string | null
    email: string | null
    note: string | null
  }
  pending_person: { sequence: number }
  setting: { name: string; value: string }
  mapping: { headers_sha256: string; mappings: string }
  secret: { name: string; value: string }
  data_version: { only: number; version: number }
  account: {
    id: string
    email: string
    name: string
    role: string
    scope: string
    language: string
    created_at: string
    disabled_at: string | null
    password: string | null
    totp: string | null
    totp_step: number
    totp_offered: string | null
  }
  session: { sha256: string; account: string; created: number; seen: number }
  api_token: {
    id: string
    sha256: string
    account: string
    name: string
    uses: string
    created_at: string
    expires_at: string | null
    revoked_at: string | null
  }
  link: { sha256: string; kind: string; account: string | null; expires: number }
  identity: { issuer: string; subject: string; account: string }
  sign_on: {
    sha256: string
    state: string
    nonce: string
    verifier: string
    return_to: string
    expires: number
    account: string | null
  }
  attempt: { name: string; at: number }
  journal: {
    sequence: number
    at: string
    actor: string
    action: string
    subject: string | null
    detail: string | null
    previous: string
    sha256: string
  }
  journal_end: { only: number; rows: number; sha256: string }
} & LeadTables &
  MailTables &
  PersonTables &
  PriceTables &
  PulseTables &
  SurveyTables

/** Writes the SQL, typed against the tables; the statements are run synchronously by better-sqlite3. */
export const sqlOf = new Kysely<Tables>({
  dialect: {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  },
})

export type Compilable<Row> = { readonly compile: () => CompiledQuery<Row> }
