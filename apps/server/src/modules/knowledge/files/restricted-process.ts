import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import type { Readable, Writable } from 'node:stream'
import { fileURLToPath } from 'node:url'

/** `maxMemoryMb` is that of the program's own objects; what it unpacks may take half as much again beside it. */
export type ProcessLimits = { timeoutMs: number; maxMemoryMb: number }
export type RestrictedProcess = ChildProcessByStdio<Writable, Readable, Readable>

const root = fileURLToPath(new URL('../../../../../../', import.meta.url))
/** What our programs are made of, and nothing else: not the data folder, and no .env. */
const readable = ['apps/server/src/*', 'apps/server/package.json', 'packages/*', 'node_modules/*', 'package.json']

/**
 * Starts a program of ours without an environment and without the right to write files, to start programs or threads, and
 * to load native code. It goes by a shell, which lets the system itself hold a limit of processor time, also when this
 * server dies meanwhile, and leave no core of a crashed program on the disk.
 */
export function startRestricted(program: URL, { timeoutMs, maxMemoryMb }: ProcessLimits): RestrictedProcess {
  const flags = [
    '--permission',
    ...readable.map((path) => `--allow-fs-read=${root}${path}`),
    '--disallow-code-generation-from-strings',
    `--max-old-space-size=${maxMemoryMb}`,
    '--no-warnings',
  ]
  const processorSeconds = Math.ceil(timeoutMs / 1000) * 2
  const script = `ulimit -c 0; ulimit -t ${processorSeconds}; exec "$0" "$@"`
  return spawn('/bin/sh', ['-c', script, process.execPath, ...flags, fileURLToPath(program)], {
    cwd: '/',
    env: {},
    stdio: ['pipe', 'pipe', 'pipe'],
  })
}

/** What a process holds in memory; 0 where the system does not say so. */
export async function residentBytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) * 1024
}
