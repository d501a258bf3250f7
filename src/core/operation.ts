import type { Words } from './messages.ts'
import type { Row } from './warehouse.ts'

/** How an argument is given on the command line and over HTTP. Names are the same in both. */
export type Argument = {
  readonly name: string
  /**
   * `list` may be repeated; `files` are paths on the command line and uploaded parts over HTTP; `json` reaches the
   * operation as its text, a body over HTTP may hold the value itself.
   */
  readonly kind: 'text' | 'number' | 'flag' | 'list' | 'files' | 'file' | 'json'
  /** Place on the command line (and in the path over HTTP); absent means `--name` / `?name=`. */
  readonly position?: number
  readonly required?: true
  readonly help: Words
  /** What the command line takes where nothing was said, such as a file in the caller's folder; HTTP takes nothing. */
  readonly onCommandLine?: (input: Input) => string | undefined
}

export type Input = Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>

/** Told of long work: what is done and, where known, of how much. */
export type Progress = (step: string, done: number, total: number | null) => void

/** Takes rows of an answer too large to hold. Where there are none, it is called once with the columns they would have. */
export type Emit = (rows: readonly Row[], columns?: readonly string[]) => void | Promise<void>

/** A file on this machine as an answer, and what whoever takes it away should call it. */
export type FileAnswer = { readonly path: string; readonly name: string }

/**
 * One verb of the product. Command line, HTTP and the OpenAPI document are mounted from the one list of
 * these. `run` returns exactly what `--json` prints; a `streams` verb gives its rows to `emit` instead.
 */
export type Operation<Deps> = {
  /** `plural.verb`, e.g. `imports.undo`. */
  readonly name: string
  /** Words of the command, e.g. `['imports', 'undo']`. */
  readonly command: readonly string[]
  readonly http: { readonly method: 'get' | 'post'; readonly path: string } | null
  readonly help: Words
  readonly arguments: readonly Argument[]
  /** Changes something: never answered to another site's page, never on a reading connection. */
  readonly changes: boolean
  /** Gives out rows about persons, or a file of them: who was given what is written down. */
  readonly discloses?: true
  readonly streams?: true
  /** Its answer is a `FileAnswer`: sent over HTTP as the file itself, told on the command line. */
  readonly file?: true
  readonly run: (
    input: Input,
    deps: Deps,
    report: { readonly progress: Progress; readonly emit: Emit },
  ) => Promise<unknown>
}
