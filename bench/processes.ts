import { readdirSync, readFileSync } from 'node:fs'

/** The clock of /proc counts hundredths of a second on every Linux that Node runs on. */
const tickMs = 10

export type Usage = { rssMb: number; pssMb: number; cpuMs: number }

/**
 * A process and all that it has started, by what /proc says: memory, and processor time so far.
 * @returns null where there is no /proc.
 */
export function usageOf(pid: number): { own: Usage; children: Usage; childCount: number } | null {
  if (process.platform !== 'linux') return null
  const parents = new Map(pids().map((one) => [one, parentOf(one)]))
  const isBelow = (one: number): boolean => {
    const parent = parents.get(one)
    return parent !== undefined && (parent === pid || isBelow(parent))
  }
  const below = [...parents.keys()].filter((one) => one !== pid && isBelow(one))
  return { own: usage(pid), children: below.map(usage).reduce(add, none), childCount: below.length }
}

const none: Usage = { rssMb: 0, pssMb: 0, cpuMs: 0 }
const add = (a: Usage, b: Usage): Usage => ({
  rssMb: a.rssMb + b.rssMb,
  pssMb: a.pssMb + b.pssMb,
  cpuMs: a.cpuMs + b.cpuMs,
})

const pids = () =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)

/** Fields after the name in brackets, which may hold spaces: 0 is the state, 1 the parent, 11 to 14 the times. */
function stat(pid: number): string[] {
  const text = read(`/proc/${pid}/stat`)
  return text.slice(text.lastIndexOf(')') + 2).split(' ')
}
const parentOf = (pid: number) => Number(stat(pid)[1])

function usage(pid: number): Usage {
  const rollup = read(`/proc/${pid}/smaps_rollup`)
  if (rollup === '' && read(`/proc/${pid}/cmdline`) !== '')
    throw new Error(`The memory of process ${pid} may not be read.`)
  const megabytes = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(rollup)?.[1] ?? 0) / 1024
  // Own time and that of children that have ended, such as the one that makes a new database.
  const ticks = stat(pid).slice(11, 15).map(Number)
  return { rssMb: megabytes('Rss'), pssMb: megabytes('Pss'), cpuMs: ticks.reduce((sum, one) => sum + one, 0) * tickMs }
}

/** Empty for a process that has just ended. */
function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
