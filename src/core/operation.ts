import type { Words } from './messages.ts'

/** How an argument is given on the command line and over HTTP. Names are snake_case, the same in both. */
export type Argument = {
  readonly name: string
  readonly kind: 'text' | 'number' | 'flag' | 'list' | 'file' | 'files'
  /** Position on the command line and in the path; absent means `--name` / `?name=`. */
  readonly position?: number
  readonly required?: boolean
  readonly help: Words
}

/**
 * One verb of the product. CLI, HTTP and the OpenAPI document are mounted from the one list of these.
 * `run` returns exactly what `--json` prints.
 */
export type Operation<Deps, Result = unknown> = {
  /** `plural.verb`, e.g. `imports.undo`. */
  readonly name: string
  /** Words of the command, e.g. `['imports', 'undo']`. */
  readonly command: readonly string[]
  readonly http: { readonly method: 'get' | 'post' | 'delete'; readonly path: string }
  readonly help: Words
  readonly arguments: readonly Argument[]
  readonly changes: boolean
  readonly run: (input: Readonly<Record<string, unknown>>, deps: Deps) => Promise<Result>
}
