import { type Shown, shownBy } from './serial-date.ts'
import { attribute, readXml, type XmlSink } from './xml.ts'
import type { Parts } from './zip-gate.ts'

export type SheetPart = {
  readonly name: string
  readonly part: string
  readonly hidden: boolean
  /** False for sheets that are only a chart or a dialogue. */
  readonly cells: boolean
}

export type Workbook = {
  readonly sheets: readonly SheetPart[]
  readonly epoch1904: boolean
  /** What each cell style shows a number as. */
  readonly styles: readonly Shown[]
  readonly stringsPart: string | null
}

export const readPart = async (parts: Parts, name: string, sink: XmlSink): Promise<void> => {
  const xml = readXml(sink)
  await parts.stream(name, (text) => xml.push(text))
  xml.end()
}

const nothing = (): void => undefined

type Relation = { readonly target: string; readonly type: string }

/** Targets by id; a target is absolute in the package or relative to `folder`. */
const relationsOf = async (parts: Parts, name: string, folder: string): Promise<Map<string, Relation>> => {
  const relations = new Map<string, Relation>()
  if (!parts.has(name)) return relations
  await readPart(parts, name, {
    onOpen: (tag, attributes) => {
      if (tag !== 'Relationship') return
      const target = attribute(attributes, 'Target') ?? ''
      const path = target.startsWith('/') ? target.slice(1) : folder + target
      relations.set(attribute(attributes, 'Id') ?? '', {
        target: path.replace(/[^/]+\/\.\.\//g, ''),
        type: attribute(attributes, 'Type') ?? '',
      })
    },
    onClose: nothing,
    onText: nothing,
  })
  return relations
}

const stylesOf = async (parts: Parts, name: string): Promise<Shown[]> => {
  const codes = new Map<number, string>()
  const styles: Shown[] = []
  let inCells = false
  if (!parts.has(name)) return styles
  await readPart(parts, name, {
    onOpen: (tag, attributes) => {
      if (tag === 'numFmt')
        codes.set(Number(attribute(attributes, 'numFmtId')), attribute(attributes, 'formatCode') ?? '')
      else if (tag === 'cellXfs') inCells = true
      else if (tag === 'xf' && inCells) {
        const id = Number(attribute(attributes, 'numFmtId') ?? 0)
        styles.push(shownBy(id, codes.get(id)))
      }
    },
    onClose: (tag) => {
      if (tag === 'cellXfs') inCells = false
    },
    onText: nothing,
  })
  return styles
}

const workbookPart = async (parts: Parts): Promise<string> => {
  const relations = await relationsOf(parts, '_rels/.rels', '')
  for (const { type, target } of relations.values()) if (type.endsWith('/officeDocument')) return target
  return 'xl/workbook.xml'
}

/** Reads what a workbook says of its sheets, dates and styles. Parts are found by relation, never by name. */
export const readWorkbook = async (parts: Parts): Promise<Workbook> => {
  const main = await workbookPart(parts)
  const folder = main.slice(0, main.lastIndexOf('/') + 1)
  const relations = await relationsOf(parts, `${folder}_rels/${main.slice(folder.length)}.rels`, folder)
  const listed: { name: string; id: string; hidden: boolean }[] = []
  let epoch1904 = false
  await readPart(parts, main, {
    onOpen: (tag, attributes) => {
      if (tag === 'workbookPr') epoch1904 = /^(1|true)$/i.test(attribute(attributes, 'date1904') ?? '')
      if (tag !== 'sheet') return
      const name = (attribute(attributes, 'name') ?? '').normalize('NFC')
      const hidden = /hidden/i.test(attribute(attributes, 'state') ?? '')
      listed.push({ name, id: attribute(attributes, 'id') ?? '', hidden })
    },
    onClose: nothing,
    onText: nothing,
  })
  const partOf = (ending: string): string | null =>
    [...relations.values()].find((relation) => relation.type.endsWith(ending))?.target ?? null
  const sheets = listed.map(({ name, id, hidden }) => {
    const relation = relations.get(id)
    return { name, hidden, part: relation?.target ?? '', cells: relation?.type.endsWith('/worksheet') ?? false }
  })
  return {
    sheets,
    epoch1904,
    styles: await stylesOf(parts, partOf('/styles') ?? `${folder}styles.xml`),
    stringsPart: partOf('/sharedStrings'),
  }
}
