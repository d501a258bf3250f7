const MB = 1024 * 1024

/** Every limit a file is held to when it is opened; the documentation cites these. */
export const limits = {
  /** Columns of one table. */
  columns: 2_000,
  /** One cell of a text file. */
  cellBytes: 10 * MB,
  /** One row of a text file. */
  rowBytes: 16 * MB,
  /** A quoted cell spanning lines; beyond this its opening quote counts as never closed. */
  quotedCharacters: 1 * MB,
  /** Rows that cannot be split into cells before the file as a whole is refused. */
  damagedRows: 10_000,
  /** Characters kept of a damaged row's text. */
  damagedText: 2_000,
  /** Rows shown as a sample. */
  sampleRows: 100,
  /** Rows looked at for a header. */
  headerSearch: 50,
  /** What a gzip file may unpack to. */
  gzipBytes: 16 * 1024 * MB,
  /** Entries in a spreadsheet's zip. */
  zipEntries: 200,
  /** What all entries of a spreadsheet may unpack to, counted while unpacking. */
  zipBytes: 1024 * MB,
  /** How many times larger than packed an entry may be, once it is over `zipRatioFloor`. */
  zipRatio: 100,
  zipRatioFloor: 16 * MB,
  /** Text of all shared strings of a workbook, which have to be held. */
  sharedStringCharacters: 128 * MB,
  /** Memory of the process that reads a spreadsheet. */
  sheetMemoryMb: 512,
  /** Time that process may take. */
  sheetSeconds: 120,
  /** Text of one item of a JSON file. */
  jsonItemCharacters: 16 * MB,
} as const
