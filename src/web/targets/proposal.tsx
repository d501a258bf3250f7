import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { Refusal } from '../data/ask.ts'
import { askProposal } from '../data/targets.ts'
import { useSay } from '../language.tsx'
import type { TargetCell, Typed } from './edits.ts'
import { exactText } from './exact.ts'
import { words } from './messages.ts'

/** Asked so many at a time. */
const together = 4

type Proposed = { readonly typed: readonly Typed[]; readonly refusals: readonly string[] }

/** Targets from the same period a year before and a growth, for the selected cells. */
export const ProposalBar = ({
  cells,
  onPropose,
}: {
  readonly cells: readonly TargetCell[]
  readonly onPropose: (typed: readonly Typed[]) => void
}) => {
  const { of, language } = useSay()
  const [growth, setGrowth] = useState('10')
  const percent = Number(growth.trim().replace(',', '.').replace(/%$/, ''))
  const proposing = useMutation({
    mutationFn: async (): Promise<Proposed> => {
      const typed: Typed[] = []
      const refusals: string[] = []
      const waiting = [...cells]
      const work = async (): Promise<void> => {
        for (let cell = waiting.shift(); cell; cell = waiting.shift())
          try {
            const { metric, period, where, unit } = cell
            const { proposed } = await askProposal({ metric, period, where }, percent, language)
            typed.push({
              cell,
              level: 'target',
              text: exactText(proposed, unit, language),
              read: { value: proposed },
            })
          } catch (error) {
            if (!(error instanceof Refusal) || error.code === 'network') throw error
            refusals.push(error.message)
          }
      }
      await Promise.all(Array.from({ length: together }, work))
      return { typed, refusals }
    },
    onSuccess: ({ typed }) => onPropose(typed),
  })
  const { data } = proposing
  return (
    <form
      className="proposal"
      onSubmit={(event) => {
        event.preventDefault()
        proposing.mutate()
      }}
    >
      <label>
        {of(words.growth)}{' '}
        <input
          type="text"
          inputMode="decimal"
          size={4}
          value={growth}
          onChange={(event) => setGrowth(event.target.value)}
        />{' '}
        %
      </label>
      <button
        type="submit"
        disabled={proposing.isPending || cells.length === 0 || growth.trim() === '' || !Number.isFinite(percent)}
      >
        {of(words.propose)} <span className="soft">{of(words.propose_for, { count: cells.length })}</span>
      </button>
      <p className="soft" role="status">
        {proposing.error instanceof Refusal ? proposing.error.message : null}
        {data && data.typed.length > 0 ? of(words.proposed, { done: data.typed.length, growth }) : null}{' '}
        {data && data.refusals.length > 0
          ? of(words.not_proposed, { count: data.refusals.length, detail: data.refusals[0]! })
          : null}
      </p>
    </form>
  )
}
