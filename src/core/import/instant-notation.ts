import { Fault } from '../fault.ts'

const tokens: readonly (readonly [RegExp, string])[] = [
  [/^YYYY|^yyyy/, '%Y'],
  [/^YY|^yy/, '%y'],
  [/^MMMM/, '%B'],
  [/^MMM/, '%b'],
  [/^MM?/, '%m'],
  [/^DD?|^dd?/, '%d'],
  [/^HH?/, '%H'],
  [/^hh?/, '%I'],
  [/^mm?/, '%M'],
  [/^ss?/, '%S'],
  [/^S+/, '%f'],
  [/^[Aa]/, '%p'],
  [/^ZZ?|^XXX?/, '%z'],
  [/^T/, 'T'],
  [/^[-/., :]/, '$'],
]

/** `DD/MM/YYYY HH:mm` → `%d/%m/%Y %H:%M`. @throws Fault `date.format_unknown`. */
export const strptimeOf = (notation: string): string => {
  let rest = notation.trim()
  let pattern = ''
  while (rest !== '') {
    const token = tokens.find(([form]) => form.test(rest))
    if (!token) throw new Fault('date.format_unknown', { format: notation })
    const written = token[0].exec(rest)![0]
    pattern += token[1] === '$' ? written : token[1]
    rest = rest.slice(written.length)
  }
  if (!/%Y|%y/.test(pattern) || !/%m|%b|%B/.test(pattern) || !/%d/.test(pattern))
    throw new Fault('date.format_unknown', { format: notation })
  return pattern
}
