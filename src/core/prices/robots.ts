/** A rule of a robots.txt: a path pattern with `*` and a closing `$`, escaped as addresses are. */
export type RobotsRule = { readonly allow: boolean; readonly pattern: string; readonly line: number }

/** Rules for a set of agents: product tokens in lower case, `*` for everybody else. */
export type RobotsGroup = {
  readonly agents: readonly string[]
  readonly rules: readonly RobotsRule[]
  readonly delaySeconds: number | null
}

export type Robots = { readonly groups: readonly RobotsGroup[]; readonly sitemaps: readonly string[] }

/** Bytes of a robots.txt that are read; RFC 9309 asks for at least 500 KiB. */
const longestRobots = 512 * 1024
const longestLine = 16_664

const bytes = new TextEncoder()

/** `%aa` → `%AA`, characters beyond ASCII → their UTF-8 bytes: the form in which addresses are compared. */
const escapedPattern = (text: string): string =>
  text
    .replace(/%[0-9a-f]{2}/gi, (code) => code.toUpperCase())
    .replace(/[^\p{ASCII}]+/gu, (part) =>
      [...bytes.encode(part)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join(''),
    )

const keys: Readonly<Record<string, 'agent' | 'allow' | 'disallow' | 'sitemap' | 'delay'>> = {
  'user-agent': 'agent',
  useragent: 'agent',
  'user agent': 'agent',
  allow: 'allow',
  disallow: 'disallow',
  // Misspellings that site owners are known to have meant.
  dissallow: 'disallow',
  dissalow: 'disallow',
  disalow: 'disallow',
  diasllow: 'disallow',
  disallaw: 'disallow',
  sitemap: 'sitemap',
  'site-map': 'sitemap',
  'crawl-delay': 'delay',
}

const fieldOf = (line: string): readonly [string, string] | null => {
  const text = line.replace(/#.*$/, '').trim()
  const colon = text.indexOf(':')
  if (colon > 0) return [text.slice(0, colon).trim().toLowerCase(), text.slice(colon + 1).trim()]
  // `Disallow /x`: a space in place of the colon, when there are just the two words.
  const words = text.split(/\s+/)
  return words.length === 2 ? [words[0]!.toLowerCase(), words[1]!] : null
}

const tokenOf = (agent: string): string =>
  /^\*(?:\s|$)/.test(agent) ? '*' : (/^[a-z_-]+/i.exec(agent)?.[0] ?? '').toLowerCase()

/**
 * Reads a robots.txt as RFC 9309 says, forgiving what the big crawlers forgive. Never fails: a page of HTML served in
 * its place holds no rules and so forbids nothing.
 */
export const parseRobots = (text: string): Robots => {
  const groups: { agents: string[]; rules: RobotsRule[]; delaySeconds: number | null }[] = []
  const sitemaps: string[] = []
  let naming = false
  const lines = text
    .replace(/^(?:\ufeff|\u00ef\u00bb\u00bf)/, '')
    .slice(0, longestRobots)
    .split(/\r\n|\r|\n/)
  lines.forEach((line, index) => {
    const field = fieldOf(line.slice(0, longestLine))
    const key = field === null ? undefined : keys[field[0]]
    if (field === null || key === undefined) return
    const value = field[1]
    if (key === 'sitemap') {
      sitemaps.push(value)
      return
    }
    if (key === 'agent') {
      if (!naming) groups.push({ agents: [], rules: [], delaySeconds: null })
      groups.at(-1)!.agents.push(tokenOf(value))
      naming = true
      return
    }
    const group = groups.at(-1)
    if (group === undefined) return
    if (key === 'delay') {
      const seconds = Number(value)
      if (value !== '' && Number.isFinite(seconds) && seconds >= 0) group.delaySeconds = seconds
      return
    }
    naming = false
    group.rules.push({ allow: key === 'allow', pattern: escapedPattern(value), line: index + 1 })
  })
  return { groups, sitemaps }
}

/** Path and query of an address as robots.txt compares them; `/` when it has none. */
const robotsPath = (url: string): string => {
  const from = /^(?:[a-z][\w+.-]*:)?\/\//i.exec(url)?.[0].length ?? 0
  const rest = url.slice(from).replace(/#.*$/, '')
  const at = rest.search(/[/?;]/)
  if (at < 0) return '/'
  return rest[at] === '/' ? rest.slice(at) : `/${rest.slice(at)}`
}

/** Whether a pattern matches the beginning of a path; linear in their lengths whatever the number of `*`. */
export const patternMatches = (pattern: string, path: string): boolean => {
  const anchored = pattern.endsWith('$')
  const parts = (anchored ? pattern.slice(0, -1) : pattern).split('*')
  const first = parts[0]!
  if (!path.startsWith(first)) return false
  let at = first.length
  for (let index = 1; index < parts.length; index++) {
    const part = parts[index]!
    if (anchored && index === parts.length - 1) return path.length - part.length >= at && path.endsWith(part)
    const found = path.indexOf(part, at)
    if (found < 0) return false
    at = found + part.length
  }
  return !anchored || at === path.length || (parts.length > 1 && parts.at(-1) === '')
}

const weightOf = (rule: RobotsRule, path: string): number => {
  if (patternMatches(rule.pattern, path)) return rule.pattern.length
  // `Allow: /index.html` also allows the folder it stands for.
  const folder = /^(.*\/)index\.htm[^/]*$/.exec(rule.pattern)
  return rule.allow && folder !== null && patternMatches(`${folder[1]}$`, path) ? folder[1]!.length + 1 : -1
}

export type RobotsVerdict = {
  readonly allowed: boolean
  readonly rule: RobotsRule | null
  readonly delaySeconds: number | null
}

/**
 * Whether an agent may fetch an address: the groups that name it, else those for `*`; the longest matching rule
 * decides, `Allow` where two are equally long; no rule allows.
 * @param agent product token, e.g. `NhipBot`
 */
export const judgeRobots = (robots: Robots, agent: string, url: string): RobotsVerdict => {
  const token = agent.toLowerCase()
  const own = token === '' ? [] : robots.groups.filter((group) => group.agents.includes(token))
  const mine = own.length > 0 ? own : robots.groups.filter((group) => group.agents.includes('*'))
  const path = robotsPath(url)
  let best: RobotsRule | null = null
  let weight = 0
  for (const rule of mine.flatMap((group) => group.rules)) {
    const own = weightOf(rule, path)
    if (own > weight || (own === weight && own > 0 && rule.allow)) {
      best = rule
      weight = own
    }
  }
  const delays = mine.map((group) => group.delaySeconds).filter((delay): delay is number => delay !== null)
  return {
    allowed: best === null || best.allow,
    rule: best,
    delaySeconds: delays.length === 0 ? null : Math.max(...delays),
  }
}

export type RobotsState = 'rules' | 'allowed' | 'denied' | 'unreachable'

/**
 * What the answer to the request for robots.txt means: found, read its rules; absent (4xx), everything is allowed;
 * 401 and 403 are taken as a refusal; 429, 5xx or no answer: nothing is fetched until it is reachable again.
 * @param status HTTP status after redirects, null when there was no answer
 */
export const robotsState = (status: number | null): RobotsState => {
  if (status === null || status >= 500 || status === 429) return 'unreachable'
  if (status === 401 || status === 403) return 'denied'
  if (status >= 400) return 'allowed'
  return status >= 200 && status < 300 ? 'rules' : 'unreachable'
}
