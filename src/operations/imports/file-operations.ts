import { Fault } from '#core/fault.ts'
import { defineMessages } from '#core/messages.ts'
import type { FileAnswer, Operation } from '#core/operation.ts'
import { nameOf } from './choose-tables.ts'
import type { ImportDeps } from './dependencies.ts'
import { importFiles } from './import-files.ts'
import { lookAtFiles } from './look-files.ts'

const words = defineMessages({
  look: {
    vi: 'Xem dòng tiêu đề, vài dòng đầu và loại tệp; không thay đổi gì',
    en: 'Look at a file’s header, first rows and kind; changes nothing',
  },
  refused: {
    vi: 'Ghi các dòng sẽ bị từ chối ra tệp để sửa; không nhập gì',
    en: 'Write the rows that would be refused to a file, to be mended; loads nothing',
  },
  rejects: {
    vi: 'Tệp các dòng bị từ chối của một lần nhập',
    en: 'The file of refused rows of an import',
  },
  files: { vi: 'các tệp', en: 'files' },
  as: { vi: 'loại tệp hoặc tên loại dữ liệu', en: 'kind of file, or an entity' },
  map: { vi: 'tệp MAPPING.json ghép cột', en: 'a MAPPING.json that maps the columns' },
  header_row: { vi: 'dòng nào là dòng tiêu đề (tính từ 1)', en: 'which row is the header (from 1)' },
  id: { vi: 'mã lần nhập (xem nhip imports)', en: 'the import’s id (see nhip imports)' },
  part: {
    vi: 'tệp thứ mấy, khi có nhiều trang bị từ chối (mặc định 1)',
    en: 'which file, where several sheets had refused rows (1 by default)',
  },
})

/**
 * Files of refused rows that were written together: a workbook has one for each of its sheets.
 * @param name of the first of them
 */
const partOf = (name: string, part: number, deps: ImportDeps): string | null => {
  const numbered = /^(.*)-(\d{1,3})\.csv$/.exec(name)
  if (!numbered) return part === 1 ? deps.rejectsFile(name) : null
  const found: string[] = []
  for (let i = Number(numbered[2]); i < 1_000 && found.length < part; i++) {
    const path = deps.rejectsFile(`${numbered[1]}-${i}.csv`)
    if (path) found.push(path)
    else if (i > Number(numbered[2]) + 100) break
  }
  return found[part - 1] ?? null
}

const partIn = (input: Readonly<Record<string, unknown>>): number => Math.max(1, Math.trunc(Number(input['part'] ?? 1)))

const answer = (rejectsFile: string | null, part: number, of: string, deps: ImportDeps): FileAnswer => {
  if (rejectsFile === null) throw new Fault('rejects.none', { file: of })
  const path = partOf(nameOf(rejectsFile), part, deps)
  if (path === null) throw new Fault('rejects.gone', { file: of })
  return { path, name: `rejects-${of.replace(/\.[^.]*$/, '')}${part > 1 ? `-${part}` : ''}.csv` }
}

/** Looking into files, and taking their refused rows away to mend them. */
export const fileOperations: readonly Operation<ImportDeps>[] = [
  {
    name: 'imports.look',
    command: ['imports', 'look'],
    http: { method: 'post', path: '/imports/look' },
    help: words.look,
    arguments: [
      { name: 'files', kind: 'files', position: 0, required: true, help: words.files },
      { name: 'as', kind: 'text', help: words.as },
      { name: 'header_row', kind: 'number', help: words.header_row },
    ],
    changes: false,
    run: (input, deps) => {
      const row = input['header_row']
      if (row !== undefined && !(Number.isInteger(row) && Number(row) >= 1))
        throw new Fault('option.unknown_value', {
          option: 'header_row',
          value: String(row),
          allowed: ['1', '2', '3', '…'],
        })
      return lookAtFiles(
        {
          files: (input['files'] ?? []) as readonly string[],
          as: (input['as'] as string | undefined) ?? null,
          headerRow: (row as number | undefined) ?? null,
          formats: null,
        },
        deps,
      )
    },
  },
  {
    name: 'imports.refused',
    command: ['imports', 'refused'],
    http: { method: 'post', path: '/imports/refused' },
    help: words.refused,
    arguments: [
      { name: 'files', kind: 'files', position: 0, required: true, help: words.files },
      { name: 'as', kind: 'text', help: words.as },
      { name: 'map', kind: 'file', help: words.map },
      { name: 'part', kind: 'number', help: words.part },
    ],
    changes: false,
    discloses: true,
    file: true,
    run: async (input, deps, { progress }) => {
      const [file] = (input['files'] ?? []) as readonly string[]
      const { files } = await importFiles(
        {
          files: [file!],
          as: (input['as'] as string | undefined) ?? null,
          map: (input['map'] as string | undefined) ?? null,
          dryRun: true,
          keepRejects: true,
        },
        deps,
        progress,
      )
      return answer(files[0]!.rejects_file, partIn(input), files[0]!.file, deps)
    },
  },
  {
    name: 'imports.rejects',
    command: ['imports', 'rejects'],
    http: { method: 'get', path: '/imports/{id}/rejects' },
    help: words.rejects,
    arguments: [
      { name: 'id', kind: 'text', position: 0, required: true, help: words.id },
      { name: 'part', kind: 'number', help: words.part },
    ],
    changes: false,
    discloses: true,
    file: true,
    run: async (input, deps) => {
      const batch = deps.batch(String(input['id']))
      if (!batch) throw new Fault('import.unknown', { import_id: String(input['id']), nearest: [] })
      return answer(batch.rejects_file, partIn(input), batch.file, deps)
    },
  },
]
