import { list } from '../sql.ts'

/** What customer lists write for a contact that is none; compared in small letters without marks. */
const spam = [
  'spam',
  'spam lead',
  'junk',
  'junk lead',
  'rac',
  'lead rac',
  'khach rac',
  'contact rac',
  'so rac',
  'so ao',
]

/** True for a contact whose status says it is spam. @param alias of the contact table */
export const isSpam = (alias: string): string =>
  `coalesce(lower(strip_accents(trim(${alias}.status))), '') in ${list(spam)}`
