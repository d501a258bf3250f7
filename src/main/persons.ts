import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { writeWhole } from '#adapters/working-files.ts'
import { plainEmail, plainPhone } from '#core/leads/judge.ts'
import type { Store } from '#core/store.ts'
import type { PersonDeps } from '#operations/persons/dependencies.ts'

/** Records of a table of ours as they stand, line ends inside quotes included. */
const recordsIn = (text: string): readonly string[] => text.match(/(?:"(?:[^"]|"")*"|[^"\n])+\n?|\n/g) ?? []

const cellsIn = (record: string): readonly string[] =>
  (record.match(/"(?:[^"]|"")*"|[^,"\r\n]+/g) ?? []).map((cell) => cell.replaceAll('"', '').replace(/^'/, ''))

const scrubRefused =
  (folder: string): PersonDeps['scrubRefused'] =>
  async (phones, emails) => {
    const isTheirs = (record: string): boolean =>
      cellsIn(record).some((cell) => {
        const [phone, email] = [plainPhone(cell), plainEmail(cell)]
        return (phone !== null && phones.includes(phone)) || (email !== null && emails.includes(email))
      })
    let gone = 0
    for (const file of existsSync(folder) ? readdirSync(folder) : []) {
      const path = join(folder, file)
      const records = recordsIn(readFileSync(path, 'utf8'))
      const kept = records.filter((record) => !isTheirs(record))
      if (kept.length === records.length) continue
      gone += records.length - kept.length
      await writeWhole(path, async (write) => {
        for (const record of kept) await write(record)
      })
    }
    return gone
  }

/** What telling and forgetting one person needs. */
export const personsFor = (store: Store, rejects: string): Pick<PersonDeps, 'persons' | 'scrubRefused'> => ({
  persons: store.persons,
  scrubRefused: scrubRefused(rejects),
})
