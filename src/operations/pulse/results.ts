import { changesSince } from '#core/pulse/compare-waves.ts'
import { itemWords } from '#core/pulse/questions.ts'
import type { PulseResults } from '#core/pulse/released.ts'
import type { PulseDeps } from './dependencies.ts'

/** What rounds have told, the newest first; the same for everybody who may read it. */
export const readResults = ({ pulse }: PulseDeps): PulseResults => {
  const told = pulse.rounds().flatMap(({ id, number, plan, comment, released }) =>
    released
      ? [
          {
            round: id,
            number,
            on: released.on,
            floor: plan.floor,
            participation: released.participation,
            questions: released.questions,
            comments: released.comments,
            asked_comment: comment,
          },
        ]
      : [],
  )
  return {
    waves: told.map((wave, i) => ({ ...wave, changes: changesSince(wave.questions, told.slice(i + 1)) })),
    items: itemWords,
  }
}
