import { readdir, readFile, realpath, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { PostgresStartFailed } from './embedded-errors.ts'
import type { Log } from './log.ts'
import { identify, isPostgresOf } from './process-identity.ts'

/** What a running server is told, one after the other, and how long it may take over it. */
const requests: { signal?: NodeJS.Signals; waitMs: number }[] = [
  // The kernel has usually told it already when its server died.
  { waitMs: 1500 },
  { signal: 'SIGINT', waitMs: 15_000 },
  { signal: 'SIGQUIT', waitMs: 5000 },
]

/**
 * Ends a PostgreSQL that still runs on the folder after its MiniChat server was killed. Only the holder of the lock may
 * call this.
 * @throws PostgresStartFailed when it does not go.
 */
export async function endOrphan(clusterFolder: string, log: Log): Promise<void> {
  const pidFile = join(clusterFolder, 'postmaster.pid')
  const pid = Number.parseInt(await readFile(pidFile, 'utf8').catch(() => ''), 10)
  if (!(pid > 1)) return
  const folder = await realpath(clusterFolder)
  if (!isPostgresOf(pid, folder)) return forgetReusedPid(pidFile, pid, folder)
  log.info({ pid }, 'A PostgreSQL of a killed server still runs on this data folder; ending it.')
  for (const { signal, waitMs } of requests) {
    if (signal) endProcess(pid, signal)
    if (await gone(pid, folder, waitMs)) return
  }
  throw new PostgresStartFailed(folder, `process ${pid} of an earlier server does not end. Stop it by hand.`, '')
}

/**
 * PostgreSQL takes any live process with the pid in the file for a server, also a stranger that was given the number
 * later. The file goes only when no process at all works in the folder, for PostgreSQL finds its own orphaned
 * children by it.
 */
async function forgetReusedPid(pidFile: string, pid: number, folder: string): Promise<void> {
  if (!identify(pid)) return
  const pids = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name))
  if (pids.some((other) => isPostgresOf(Number(other), folder))) return
  await unlink(pidFile).catch(() => {})
}

function endProcess(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch {
    // Gone in the meantime, or not ours to end: the wait tells.
  }
}

async function gone(pid: number, folder: string, waitMs: number): Promise<boolean> {
  const deadline = Date.now() + waitMs
  while (isPostgresOf(pid, folder)) {
    if (Date.now() > deadline) return false
    await sleep(50)
  }
  return true
}
