import type { Manifest } from '#core/batch.ts'
import { Fault } from '#core/fault.ts'
import { nearest } from '#core/import/nearest.ts'
import { defineMessages } from '#core/messages.ts'
import type { Operation } from '#core/operation.ts'
import type { ImportDeps } from './dependencies.ts'
import { fileOperations } from './file-operations.ts'
import { importFiles, inTurn } from './import-files.ts'
import { listSources } from './list-sources.ts'
import { writeTemplate } from './write-template.ts'

const words = defineMessages({
  create: { vi: 'Nhận dạng, kiểm tra và nhập tệp', en: 'Recognise, check and load files' },
  list: { vi: 'Lịch sử các lần nhập', en: 'History of imports' },
  undo: { vi: 'Hoàn tác một lần nhập, trả lại đúng trạng thái trước đó', en: 'Take one import back exactly' },
  sources: {
    vi: 'Các loại tệp được nhận dạng, và cột nào để nhận ra',
    en: 'Kinds of files that are recognised, and by which columns',
  },
  template: {
    vi: 'Tệp mẫu của một loại dữ liệu: dòng tiêu đề và một dòng ví dụ',
    en: 'A template of an entity: its header and one example row',
  },
  files: { vi: 'các tệp cần nhập', en: 'files to import' },
  as: {
    vi: 'loại tệp (xem nhip sources) hoặc tên loại dữ liệu, ví dụ order_line',
    en: 'kind of file (see nhip sources) or an entity, e.g. order_line',
  },
  map: { vi: 'tệp MAPPING.json ghép cột', en: 'a MAPPING.json that maps the columns' },
  dry_run: { vi: 'chỉ kiểm tra và so sánh, không thay đổi gì', en: 'check and compare only, change nothing' },
  id: { vi: 'mã lần nhập (xem nhip imports)', en: 'the import’s id (see nhip imports)' },
  entity: { vi: 'loại dữ liệu, ví dụ order_line', en: 'the entity, e.g. order_line' },
  format: { vi: 'csv (mặc định) hoặc xlsx', en: 'csv (default) or xlsx' },
  to: { vi: 'nơi ghi tệp; mặc định ENTITY.csv', en: 'where to write it; ENTITY.csv by default' },
})

const told = ({ parts: _parts, sha256: _sha, mapping_sha256: _mapping, counts, ...rest }: Manifest) => ({
  ...rest,
  ...counts,
})

const batchNamed = (id: string, deps: ImportDeps): Manifest => {
  const found = deps.batch(id)
  if (found) return found
  const ids = deps.batches().map((batch) => batch.import_id)
  throw new Fault('import.unknown', { import_id: id, nearest: nearest(id, ids) })
}

export const importOperations: readonly Operation<ImportDeps>[] = [
  {
    name: 'imports.create',
    command: ['import'],
    http: { method: 'post', path: '/imports' },
    help: words.create,
    arguments: [
      { name: 'files', kind: 'files', position: 0, required: true, help: words.files },
      { name: 'as', kind: 'text', help: words.as },
      { name: 'map', kind: 'file', help: words.map },
      { name: 'dry_run', kind: 'flag', help: words.dry_run },
    ],
    changes: true,
    run: (input, deps, { progress }) =>
      importFiles(
        {
          files: (input['files'] ?? []) as readonly string[],
          as: (input['as'] as string | undefined) ?? null,
          map: (input['map'] as string | undefined) ?? null,
          dryRun: input['dry_run'] === true,
        },
        deps,
        progress,
      ),
  },
  {
    name: 'imports.list',
    command: ['imports'],
    http: { method: 'get', path: '/imports' },
    help: words.list,
    arguments: [],
    changes: false,
    run: async (_input, deps) => ({
      imports: [...deps.batches()]
        .sort((a, b) => b.sequence - a.sequence)
        .map((manifest) => ({
          ...told(manifest),
          by_name: manifest.by === undefined ? null : deps.nameOf(manifest.by),
        })),
    }),
  },
  ...fileOperations,
  {
    name: 'imports.undo',
    command: ['imports', 'undo'],
    http: { method: 'post', path: '/imports/{id}/undo' },
    help: words.undo,
    arguments: [{ name: 'id', kind: 'text', position: 0, required: true, help: words.id }],
    changes: true,
    run: (input, deps) =>
      inTurn(async () => {
        const batch = batchNamed(String(input['id']), deps)
        if (batch.withdrawn_at !== null)
          throw new Fault('import.already_undone', { import_id: batch.import_id, at: batch.withdrawn_at })
        return told(await deps.landing.withdraw(batch.import_id))
      }),
  },
  {
    name: 'sources.list',
    command: ['sources'],
    http: { method: 'get', path: '/sources' },
    help: words.sources,
    arguments: [],
    changes: false,
    run: async (_input, deps) => ({ sources: listSources(deps) }),
  },
  {
    name: 'templates.write',
    command: ['template'],
    http: { method: 'get', path: '/templates/{entity}' },
    help: words.template,
    arguments: [
      { name: 'entity', kind: 'text', position: 0, required: true, help: words.entity },
      { name: 'format', kind: 'text', help: words.format },
      {
        name: 'to',
        kind: 'file',
        help: words.to,
        onCommandLine: ({ entity, format }) => (format === 'xlsx' ? `${String(entity)}.xlsx` : undefined),
      },
    ],
    changes: false,
    run: (input, deps) =>
      writeTemplate(
        String(input['entity']),
        (input['format'] as string | undefined) ?? 'csv',
        (input['to'] as string | undefined) ?? null,
        deps,
      ),
  },
]
