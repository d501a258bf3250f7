import type Database from 'better-sqlite3'
import type { Compilable } from './tables.ts'

/** Ways to run typed statements on one open file. */
export type Statements = {
  readonly all: <Row>(query: Compilable<Row>) => Row[]
  /** Gives how many rows it changed. */
  readonly run: (query: Compilable<unknown>) => number
  /** Everything in `work` or nothing. Inside another one it is part of that. */
  readonly write: <T>(work: () => T) => T
}

/** @param mended what an error of writing is told as */
export const statementsOn = (db: Database.Database, mended: (error: unknown) => unknown): Statements => {
  const known = new Map<string, Database.Statement>()
  const prepared = (sql: string): Database.Statement => {
    const statement = known.get(sql) ?? db.prepare(sql)
    known.set(sql, statement)
    return statement
  }
  return {
    all: <Row>(query: Compilable<Row>): Row[] => {
      const { sql, parameters } = query.compile()
      return prepared(sql).all(...parameters) as Row[]
    },
    run: (query) => {
      const { sql, parameters } = query.compile()
      return prepared(sql).run(...parameters).changes
    },
    write: <T>(work: () => T): T => {
      if (db.inTransaction) return work()
      try {
        return db.transaction(work).immediate()
      } catch (error) {
        throw mended(error)
      }
    },
  }
}
