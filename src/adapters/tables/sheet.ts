import { Fault } from '#core/fault.ts'
import type { OpenedTable, OpenOptions } from '#core/table.ts'
import type { Workplace } from './workplace.ts'

export const openSheets = async (
  file: string,
  _path: string,
  _options: OpenOptions,
  _place: Workplace,
): Promise<{ tables: readonly OpenedTable[]; sha256: string }> => {
  throw new Fault('file.not_a_table', { file })
}
