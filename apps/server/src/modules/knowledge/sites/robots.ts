/** What we are called in rules for robots. */
export const agentName = 'minichatbot'

/** What a site's robots.txt says to us, after RFC 9309. */
export type Robots = {
  isAllowed(address: string): boolean
  /** What it asks for between two requests; null: nothing. */
  delayMs: number | null
  sitemaps: string[]
}

type Rule = { allows: boolean; matches: (path: string) => boolean; length: number }
type Group = { agents: string[]; rules: Rule[]; delayMs: number | null }

export const everythingAllowed: Robots = { isAllowed: () => true, delayMs: null, sitemaps: [] }

const mostLines = 10_000

/** @param agent our name in it, in lower case; the longest one that ours begins with counts, else `*`. */
export function parseRobots(text: string, agent: string): Robots {
  const { groups, sitemaps } = readGroups(text)
  const named = (name: string) => groups.filter(({ agents }) => agents.includes(name))
  const names = groups.flatMap(({ agents }) => agents).filter((name) => name !== '*' && agent.startsWith(name))
  const longest = names.sort((a, b) => b.length - a.length)[0]
  const ours = named(longest ?? '*')
  const rules = ours.flatMap((group) => group.rules)
  return {
    isAllowed: (address) => isAllowedBy(rules, address),
    delayMs: ours.find(({ delayMs }) => delayMs !== null)?.delayMs ?? null,
    sitemaps,
  }
}

function readGroups(text: string): { groups: Group[]; sitemaps: string[] } {
  const groups: Group[] = []
  const sitemaps: string[] = []
  let isNaming = false
  for (const line of text.replace(/^\ufeff/, '').split(/\r\n|\r|\n/, mostLines)) {
    const [, key = '', value = ''] = /^\s*([a-z-]+)\s*:\s*([^#]*)/i.exec(line) ?? []
    const field = key.toLowerCase()
    const said = value.trim()
    if (field === 'sitemap' && said) sitemaps.push(said)
    if (field === 'user-agent') {
      // The version behind the name is not part of it.
      const name = said.toLowerCase().split('/')[0] ?? ''
      if (isNaming) groups.at(-1)?.agents.push(name)
      else groups.push({ agents: [name], rules: [], delayMs: null })
      isNaming = true
      continue
    }
    const group = groups.at(-1)
    if (!group || !field) continue
    if (field === 'allow' || field === 'disallow') {
      isNaming = false
      if (said) group.rules.push(ruleOf(field === 'allow', said))
    }
    if (field === 'crawl-delay') {
      isNaming = false
      const seconds = Number(said)
      if (seconds >= 0) group.delayMs = seconds * 1000
    }
  }
  return { groups, sitemaps }
}

function ruleOf(allows: boolean, path: string): Rule {
  const isWhole = path.endsWith('$')
  const parts = comparable(isWhole ? path.slice(0, -1) : path).split(/\*+/)
  return { allows, matches: (address) => matches(parts, isWhole, address), length: path.length }
}

/** Each part is looked for behind the one before; going back would find nothing else, and could take for ever. */
function matches([first = '', ...others]: readonly string[], isWhole: boolean, path: string): boolean {
  if (!path.startsWith(first)) return false
  let at = first.length
  const last = isWhole ? others.pop() : undefined
  for (const part of others) {
    const found = path.indexOf(part, at)
    if (found < 0) return false
    at = found + part.length
  }
  if (!isWhole) return true
  return last === undefined ? at === path.length : path.length - last.length >= at && path.endsWith(last)
}

/** The longest rule that matches decides; of two as long, the one that allows. */
function isAllowedBy(rules: readonly Rule[], address: string): boolean {
  const { pathname, search } = new URL(address)
  const path = comparable(pathname + search)
  if (path === '/robots.txt') return true
  let decisive: Rule | undefined
  for (const rule of rules) {
    if (!rule.matches(path)) continue
    if (!decisive || rule.length > decisive.length || (rule.length === decisive.length && rule.allows)) decisive = rule
  }
  return decisive?.allows ?? true
}

/** Escaped and plain spellings of a path are one: 'ราคา' and '%E0%B8%A3…'. */
function comparable(path: string): string {
  try {
    return encodeURI(decodeURI(path))
  } catch {
    return path
  }
}
