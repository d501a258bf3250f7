import { chmodSync, closeSync, mkdirSync, openSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import type { Manifest } from '#core/batch.ts'
import { diskFullOr } from '#core/disk-full.ts'
import type { EntityName } from '#core/entity.ts'
import { Fault } from '#core/fault.ts'
import type { Mapping } from '#core/mapping.ts'
import { defaultSettings, type SettingName, type Settings, settings as settingList } from '#core/settings.ts'
import type { Person, PersonRow, Store } from '#core/store.ts'
import { openAccounts } from './accounts.ts'
import { openLeadStore } from './leads.ts'
import { openMailStore } from './mail.ts'
import { migrations } from './migrations.ts'
import { openPersonStore } from './persons.ts'
import { openWatchStore } from './prices.ts'
import { openPulseStore } from './pulse.ts'
import { statementsOn } from './statements.ts'
import { openSurveyStore } from './surveys.ts'
import { sqlOf, type Tables } from './tables.ts'

const inMemory = ':memory:'

/** Brings a file to today's shape, one numbered step at a time, each in its own transaction. */
const migrate = (db: Database.Database): void => {
  const from = db.pragma('user_version', { simple: true }) as number
  if (from > migrations.length) throw new Fault('store.newer', { version: from, known: migrations.length })
  for (const [i, step] of migrations.entries())
    if (i >= from)
      db.transaction(() => {
        db.exec(step)
        db.pragma(`user_version = ${i + 1}`)
      }).immediate()
}

const openFile = (file: string): Database.Database => {
  if (file !== inMemory) {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
    // SQLite gives its journal files the mode of the database, so this one call keeps all of them private.
    closeSync(openSync(file, 'a', 0o600))
    chmodSync(file, 0o600)
  }
  const db = new Database(file)
  try {
    db.pragma('journal_mode = WAL')
    db.pragma('synchronous = FULL')
    db.pragma('foreign_keys = ON')
    migrate(db)
    return db
  } catch (error) {
    db.close()
    throw error instanceof Error && /not a database|malformed/i.test(error.message)
      ? new Fault('store.damaged', { file, detail: error.message })
      : diskFullOr(error, file)
  }
}

/** A copy lets nobody in: whoever brings it back would otherwise bring back sessions ended since. */
const forgetWhoIsIn = (copy: string): void => {
  const db = new Database(copy)
  try {
    db.pragma('secure_delete = ON')
    db.exec(
      'delete from session; delete from link; delete from attempt; delete from sign_on; update mail_server set password = null; ' +
        // What was sent since the copy was made is not known to it: nothing goes out until its owner says so again.
        "update survey_sending set sending = json_set(sending, '$.on', json('false'))",
    )
    db.pragma('journal_mode = DELETE')
  } finally {
    db.close()
  }
}

const fields = ['name', 'phone', 'email', 'note'] as const

/** Rows of one person, greatest precedence first → the first that is not empty, field by field. */
const merge = (rows: readonly Tables['person'][]): Person =>
  Object.fromEntries(
    fields.flatMap((field) => {
      const found = rows.find((row) => row[field] !== null && row[field] !== '')
      return found ? [[field, found[field]]] : []
    }),
  )

/**
 * Opens the operational store, made if missing; every write is on disk when its call returns.
 * `:memory:` keeps nothing.
 * @throws Fault `store.damaged`, `store.newer`, `disk.full`
 */
export const openStore = (file: string): Store => {
  const db = openFile(file)
  const statements = statementsOn(db, (error) => diskFullOr(error, file))
  const { all, run } = statements
  const write = <T>(work: () => T): T => {
    try {
      return statements.write(work)
    } catch (error) {
      known = {}
      throw error
    }
  }

  let known: { batches?: readonly Manifest[]; settings?: Settings } = {}
  const grow = (): void => {
    known = {}
    run(sqlOf.updateTable('data_version').set((row) => ({ version: row('version', '+', 1) })))
  }
  const insertPerson = db.prepare(
    // Of who asked to be forgotten nothing is taken in again.
    'insert or replace into person (entity, id, precedence, sequence, name, phone, email, note) ' +
      'select ?, ?, ?, ?, ?, ?, ?, ? where not exists (select 1 from forgotten_person where entity = ? and id = ?)',
  )
  const addPerson = (sequence: number, person: PersonRow): void => {
    insertPerson.run(
      person.entity,
      person.id,
      person.precedence,
      sequence,
      ...fields.map((field) => person[field] ?? null),
      person.entity,
      person.id,
    )
  }
  const batches = (): readonly Manifest[] => {
    known.batches ??= all(sqlOf.selectFrom('batch').selectAll().orderBy('sequence')).map((row) => ({
      ...(JSON.parse(row.manifest) as Manifest),
      withdrawn_at: row.withdrawn_at,
    }))
    return known.batches
  }
  const accepted = sqlOf.selectFrom('pending_person').select('sequence')
  const peopleOf = (entity: EntityName, ids: readonly string[]): ReadonlyMap<string, Person> => {
    const found = new Map<string, Tables['person'][]>()
    for (let at = 0; at < ids.length; at += 500) {
      const rows = all(
        sqlOf
          .selectFrom('person')
          .selectAll()
          .where('entity', '=', entity)
          .where('id', 'in', ids.slice(at, at + 500))
          .where('sequence', 'not in', accepted)
          .orderBy('precedence', 'desc'),
      )
      for (const row of rows) found.set(row.id, [...(found.get(row.id) ?? []), row])
    }
    return new Map([...found].map(([id, rows]) => [id, merge(rows)]))
  }

  const shred = (): void => {
    db.pragma('secure_delete = ON')
    // Pages freed before are written anew with the rest, and the log of changes is emptied.
    db.exec('vacuum')
    db.pragma('wal_checkpoint(TRUNCATE)')
  }

  return {
    settings: () => {
      known.settings ??= {
        ...defaultSettings,
        ...Object.fromEntries(
          all(sqlOf.selectFrom('setting').selectAll())
            .filter((row) => row.name in settingList)
            .map((row) => [row.name, JSON.parse(row.value)]),
        ),
      }
      return known.settings
    },
    setSetting: (name: SettingName, value: unknown) =>
      write(() => {
        const text = JSON.stringify(value)
        run(
          sqlOf
            .insertInto('setting')
            .values({ name, value: text })
            .onConflict((conflict) => conflict.column('name').doUpdateSet({ value: text })),
        )
        grow()
      }),
    batches,
    batch: (importId) => batches().find((batch) => batch.import_id === importId) ?? null,
    accept: (manifest, people) =>
      write(() => {
        const { sequence, import_id } = manifest
        for (const person of people) addPerson(sequence, { precedence: sequence * 1_000, ...person })
        run(sqlOf.deleteFrom('pending_person').where('sequence', '=', sequence))
        run(
          sqlOf
            .insertInto('batch')
            .values({ sequence, import_id, manifest: JSON.stringify(manifest), withdrawn_at: manifest.withdrawn_at }),
        )
        grow()
      }),
    withdraw: (importId, at) =>
      write(() => {
        const found = batches().find((batch) => batch.import_id === importId)
        if (!found) throw new Fault('import.unknown', { import_id: importId, nearest: [] })
        if (found.withdrawn_at !== null)
          throw new Fault('import.already_undone', { import_id: importId, at: found.withdrawn_at })
        run(sqlOf.updateTable('batch').set({ withdrawn_at: at }).where('import_id', '=', importId))
        run(sqlOf.deleteFrom('person').where('sequence', '=', found.sequence))
        grow()
      }),
    addPeople: (sequence, people) =>
      write(() => {
        run(
          sqlOf
            .insertInto('pending_person')
            .values({ sequence })
            .onConflict((conflict) => conflict.doNothing()),
        )
        for (const person of people) addPerson(sequence, person)
      }),
    dropPendingPeople: () => {
      if (all(accepted).length === 0) return
      write(() => {
        run(sqlOf.deleteFrom('person').where('sequence', 'in', accepted))
        run(sqlOf.deleteFrom('pending_person'))
      })
    },
    nextSequence: () => (batches().at(-1)?.sequence ?? 0) + 1,
    person: (entity, id) => peopleOf(entity, [id]).get(id) ?? null,
    people: peopleOf,
    mappingFor: (headersSha256) => {
      const [row] = all(sqlOf.selectFrom('mapping').selectAll().where('headers_sha256', '=', headersSha256))
      return row ? (JSON.parse(row.mappings) as readonly Mapping[]) : null
    },
    rememberMapping: (headersSha256, mappings) =>
      write(() => {
        const text = JSON.stringify(mappings)
        run(
          sqlOf
            .insertInto('mapping')
            .values({ headers_sha256: headersSha256, mappings: text })
            .onConflict((conflict) => conflict.column('headers_sha256').doUpdateSet({ mappings: text })),
        )
      }),
    dataVersion: () => all(sqlOf.selectFrom('data_version').select('version'))[0]!.version,
    grow: () => write(grow),
    accounts: openAccounts(statements),
    leads: openLeadStore(statements),
    persons: openPersonStore(statements, shred, grow),
    mail: openMailStore(statements),
    surveys: openSurveyStore(statements),
    pulse: openPulseStore(statements),
    watch: openWatchStore(statements),
    hashingKey: () => all(sqlOf.selectFrom('secret').select('value').where('name', '=', 'hashing_key'))[0]!.value,
    snapshot: async (target) => {
      try {
        closeSync(openSync(target, 'wx', 0o600))
        await db.backup(target)
        forgetWhoIsIn(target)
      } catch (error) {
        throw diskFullOr(error, target)
      }
    },
    integrity: () =>
      (db.pragma('integrity_check') as { integrity_check: string }[])
        .map((row) => row.integrity_check)
        .filter((text) => text !== 'ok'),
    close: () => {
      db.close()
    },
  }
}
