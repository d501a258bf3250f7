/** What a log is known by, made from its key alone. */

/** Id of the activity a log becomes. */
export const activityIdOf = (key: string): string => `work:${key}`

/** Name that stands for the file of a log among the imports. */
export const logFileOf = (key: string): string => `contact-log-${key}`

/** Key of the log a batch holds; null for every other batch. */
export const keyOfFile = (file: string): string | null => {
  const start = logFileOf('')
  return file.startsWith(start) ? file.slice(start.length).replace(/\.csv$/, '') : null
}
