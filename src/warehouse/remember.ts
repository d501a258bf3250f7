import type { Row, Warehouse } from '#core/warehouse.ts'

/** Answers kept, and rows of one from which on it is not. */
const [mostAnswers, mostRows] = [500, 5_000]

/**
 * A way to ask that answers a statement asked before from memory, as long as the tables are in the same state: an
 * answer is a function of its statement and the tables. Answers of another state are dropped.
 */
export const rememberAnswers = (
  query: Warehouse['query'],
): ((sql: string, state: string) => ReturnType<Warehouse['query']>) => {
  let known = ''
  const answers = new Map<string, Promise<readonly Row[]>>()
  return (sql, state) => {
    if (state !== known) answers.clear()
    known = state
    const answer = answers.get(sql) ?? query(sql)
    // Put last, so that the one not asked for longest goes first.
    answers.delete(sql)
    answers.set(sql, answer)
    if (answers.size > mostAnswers) answers.delete(answers.keys().next().value!)
    const forget = (): void => {
      if (answers.get(sql) === answer) answers.delete(sql)
    }
    answer.then((rows) => rows.length > mostRows && forget(), forget)
    return answer
  }
}
