import type { Params } from './messages.ts'

/**
 * An expected refusal: a code `noun.problem` and the nouns its sentence needs.
 * The sentences live in `fault-messages.ts`; edges turn codes into HTTP status and exit status.
 */
export class Fault extends Error {
  readonly code: string
  readonly params: Params
  constructor(code: string, params: Params = {}) {
    super(`${code} ${JSON.stringify(params)}`)
    this.name = 'Fault'
    this.code = code
    this.params = params
  }
}
