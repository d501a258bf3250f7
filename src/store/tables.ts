import { type CompiledQuery, DummyDriver, Kysely, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from 'kysely'

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
}

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
