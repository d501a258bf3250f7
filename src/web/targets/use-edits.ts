import { useMutation, useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { setTargets, takeTargetsBack, targetsQuery } from '../data/targets.ts'
import { useFreshNumbers } from '../data/use-fresh-numbers.ts'
import { answered, type Edits, givenOf, standingOf } from './edits.ts'

/** What is typed and not saved, what stands, and the ways to check, save and take back. */
export const useEdits = () => {
  const [edits, setEdits] = useState<Edits>(new Map())
  const targets = useQuery(targetsQuery)
  const standing = useMemo(() => standingOf(targets.data ?? []), [targets.data])
  const refresh = useFreshNumbers()
  const sent = useMemo(() => givenOf(edits, standing), [edits, standing])
  const given = sent.map((each) => each.given)
  const checking = useMutation({
    mutationFn: () => setTargets(given, true),
    onSuccess: (answer) => setEdits((now) => answered(now, sent, answer, false)),
  })
  const saving = useMutation({
    mutationFn: () => setTargets(given, false),
    onSuccess: async (answer) => {
      setEdits((now) => answered(now, sent, answer, true))
      await refresh()
    },
  })
  const undoing = useMutation({ mutationFn: takeTargetsBack, onSuccess: refresh })
  return { edits, setEdits, targets, standing, sent, checking, saving, undoing }
}

export type EditState = ReturnType<typeof useEdits>
