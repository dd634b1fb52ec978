import { execFileSync } from 'node:child_process'
import { readFileSync, readlinkSync } from 'node:fs'
import { hostname } from 'node:os'

/** Tells one run of a process from every other, also when its pid is given out again. */
export interface ProcessIdentity {
  pid: number
  startedAt: string
  /** Boot and pid namespace: pids of another container or boot say nothing here. */
  world: string
}

export function identify(pid: number): ProcessIdentity | undefined {
  const startedAt = process.platform === 'linux' ? startFromProc(pid) : startFromPs(pid)
  return startedAt === undefined ? undefined : { pid, startedAt, world: thisWorld() }
}

/** Whether that run can be seen to live; in another world it never can. */
export function isAlive(identity: ProcessIdentity): boolean {
  return identity.world === thisWorld() && identify(identity.pid)?.startedAt === identity.startedAt
}

/** Whether the process is a PostgreSQL that works on this data folder. */
export function isPostgresOf(pid: number, clusterFolder: string): boolean {
  if (process.platform !== 'linux') {
    const command = psField(pid, 'command')
    return command !== undefined && /postgres/.test(command) && command.includes(clusterFolder)
  }
  if (startFromProc(pid) === undefined) return false
  // The server works inside its data folder. The link can't be read in some sandboxes; then its arguments tell.
  const folder = attempt(() => readlinkSync(`/proc/${pid}/cwd`))
  if (folder !== undefined) return folder === clusterFolder && /postgres/.test(commandLine(pid))
  return /postgres/.test(commandLine(pid)) && commandLine(pid).split(' ').includes(clusterFolder)
}

function commandLine(pid: number): string {
  return (attempt(() => readFileSync(`/proc/${pid}/cmdline`, 'utf8')) ?? '').replaceAll('\0', ' ').trim()
}

function startFromProc(pid: number): string | undefined {
  const stat = attempt(() => readFileSync(`/proc/${pid}/stat`, 'utf8'))
  if (stat === undefined) return undefined
  // The name in brackets may hold spaces and brackets: count from its end. Field 3 is the state, field 22 the start.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return fields[0] === 'Z' || fields[0] === 'X' ? undefined : fields[19]
}

function startFromPs(pid: number): string | undefined {
  const state = psField(pid, 'stat')
  return state === undefined || state.startsWith('Z') ? undefined : psField(pid, 'lstart')
}

function psField(pid: number, field: string): string | undefined {
  const run = () => execFileSync('ps', ['-ww', '-o', `${field}=`, '-p', String(pid)], { timeout: 5000, stdio: 'pipe' })
  return attempt(() => run().toString().trim()) || undefined
}

function thisWorld(): string {
  const boot = attempt(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim())
  const namespace = attempt(() => readlinkSync('/proc/self/ns/pid'))
  return boot && namespace ? `${boot} ${namespace}` : hostname()
}

function attempt<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch {
    return undefined
  }
}
