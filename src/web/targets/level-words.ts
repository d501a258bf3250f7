import type { Words } from '#core/messages.ts'
import type { Direction } from '#core/metric.ts'
import type { Edit, Level } from './edits.ts'
import { words } from './messages.ts'

/** A level by name; where lower is better each is a bound from above. */
export const levelWords = (level: Level, direction: Direction): Words =>
  words[direction === 'down_is_good' ? (`${level}_down` as const) : level]

/** Why an edit cannot be saved as it stands, in words; null where it can. */
export const troubleOf = (
  edit: Edit,
  of: (words: Words, params?: { readonly text: string }) => string,
): string | null => (edit.problem !== null ? of(words[edit.problem], { text: edit.text }) : edit.refused)
