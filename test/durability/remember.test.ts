import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { importFiles } from '#operations/imports/import-files.ts'
import { openCompany } from '../../src/main/company.ts'
import { newFolder, removeFolder } from './directory.ts'

const folder = newFolder()
afterAll(() => removeFolder(folder))

test('an answer is remembered only as long as the tables it was read from stand', async () => {
  const company = await openCompany(join(folder, 'data'), { fixedNow: '2026-11-18T04:40:00Z', memory: '600MB' })
  try {
    const deps = company.depsFor('en')
    const bring = async (name: string, ids: readonly string[]): Promise<string> => {
      const path = join(folder, name)
      writeFileSync(
        path,
        ['contact_id,received_at,source', ...ids.map((id) => `${id},2026-11-17 09:00,web`), ''].join('\n'),
      )
      const { files } = await importFiles(
        { files: [path], as: 'contact', map: null, dryRun: false },
        deps,
        () => undefined,
      )
      return (files[0] as { import_id: string }).import_id
    }
    const contacts = async (): Promise<unknown> =>
      (await deps.query('select sum(contacts) as n from new_contact_day'))[0]?.['n']
    await bring('first.csv', ['C1', 'C2'])
    expect(await contacts()).toBe(2)
    const second = await bring('second.csv', ['C3'])
    expect(await contacts()).toBe(3)
    // Taken back while a question is under way: whatever that one says, the next must not repeat it.
    await Promise.all([contacts(), deps.landing.withdraw(second)])
    expect(await contacts()).toBe(2)
    await deps.run("insert into contact select * replace ('D' as contact_id) from contact where contact_id = 'C1'")
    await bring('third.csv', ['C4'])
    expect(await contacts()).toBe(4)
    await deps.rebuild()
    expect(await contacts()).toBe(3)
  } finally {
    await company.close()
  }
})
