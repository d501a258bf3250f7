import { defineMessages } from '#core/messages.ts'
import type { Operation } from '#core/operation.ts'
import { makeBackup } from './backup.ts'
import type { CareDeps } from './dependencies.ts'
import { examine } from './doctor.ts'

const words = defineMessages({
  backup: {
    vi: 'Sao lưu mọi thứ vào một tệp, kể cả khi đang nhập',
    en: 'Back everything up into one file, also while imports run',
  },
  doctor: {
    vi: 'Kiểm tra mọi thứ và nói cần làm gì',
    en: 'Check everything and say what to do',
  },
  rebuild: {
    vi: 'Dựng lại bảng số liệu từ các lượt nhập; câu trả lời không đổi',
    en: 'Make the tables again from the imports; answers stay the same',
  },
  file: { vi: 'tệp sao lưu, ví dụ nhip-2026-11-18.tar.gz', en: 'the backup file, e.g. nhip-2026-11-18.tar.gz' },
})

/** Looking after a data directory. Restoring replaces the directory itself and is a program of its own. */
export const careOperations: readonly Operation<CareDeps>[] = [
  {
    name: 'data.backup',
    command: ['backup'],
    http: null,
    help: words.backup,
    arguments: [{ name: 'file', kind: 'file', position: 0, required: true, help: words.file }],
    changes: false,
    discloses: true,
    run: (input, deps, { progress }) => makeBackup(String(input['file']), deps, progress),
  },
  {
    name: 'data.check',
    command: ['doctor'],
    http: { method: 'get', path: '/doctor' },
    help: words.doctor,
    arguments: [],
    changes: false,
    run: (_input, deps, { progress }) => examine(deps, progress),
  },
  {
    name: 'data.rebuild',
    command: ['rebuild'],
    http: { method: 'post', path: '/rebuild' },
    help: words.rebuild,
    arguments: [],
    changes: true,
    run: async (_input, deps) => {
      await deps.rebuild()
      return { rebuilt: deps.batches().filter((batch) => batch.withdrawn_at === null).length, at: deps.now() }
    },
  },
]
