import type { Words } from '#core/messages.ts'
import { itemWords } from '#core/pulse/questions.ts'
import type { ToldQuestion } from '#core/pulse/released.ts'
import type { PulseDeps } from './dependencies.ts'

export type Wave = {
  readonly round: string
  readonly on: string
  readonly floor: number
  readonly participation: number | null
  readonly questions: readonly ToldQuestion[]
  /** Null: fewer were written than may be shown, or none. */
  readonly comments: readonly string[] | null
  readonly asked_comment: boolean
}

/** What rounds have told, the newest first; the same for everybody who may read it. */
export const readResults = ({
  pulse,
}: PulseDeps): { readonly waves: readonly Wave[]; readonly items: Readonly<Record<string, Words>> } => ({
  waves: pulse.rounds().flatMap(({ id, plan, comment, released }) =>
    released
      ? [
          {
            round: id,
            on: released.on,
            floor: plan.floor,
            participation: released.participation,
            questions: released.questions,
            comments: released.comments,
            asked_comment: comment,
          },
        ]
      : [],
  ),
  items: itemWords,
})
