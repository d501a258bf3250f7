/** A queue of one: work given to it begins when the work before it has ended, however that ended. */
export const oneAtATime = (): (<T>(work: () => Promise<T>) => Promise<T>) => {
  let turn: Promise<unknown> = Promise.resolve()
  return (work) => {
    const result = turn.then(work, work)
    turn = result.catch(() => undefined)
    return result
  }
}
