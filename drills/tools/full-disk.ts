import { execFile } from 'node:child_process'
import { mkdtemp, open, readdir, readFile, rm, rmdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { faultsIn } from './check-messages.ts'
import { cleanUpLater } from './clean-up.ts'
import { makeDataFolder } from './data-folder.ts'
import type { Outcome, Size } from './drill.ts'
import { signIn } from './member.ts'
import { createOwnServer } from './own-server.ts'
import type { Random } from './random.ts'
import { withoutLimits } from './without-limits.ts'
import { createGate, nothingWritten, write } from './writer.ts'

const command = promisify(execFile)
const diskMb = 192
const lanes = 8
const untilFullMs = 30_000
const untilRoomMs = 30_000
const sizes: Record<Size, { fullMs: number }> = {
  full: { fullMs: 15_000 },
  short: { fullMs: 1500 },
  sabotaged: { fullMs: 0 },
}
const folderName = 'minichat-drill-disk-'

/** Writers go on while the disk of the data folder runs full, and when there is room again. */
export async function fillDisk({ size, random }: { size: Size; random: Random }): Promise<Outcome> {
  const disk = await mountSmallDisk()
  if ('why' in disk) return { faults: {}, figures: {}, details: [], skipped: [`data folder full: ${disk.why}`] }
  const dataDir = join(disk.folder, 'data')
  await makeDataFolder(dataDir)
  const server = await createOwnServer(withoutLimits, { dataDir })
  const stopWriting = new AbortController()
  try {
    await server.start()
    const member = await signIn(server.url)
    const written = nothingWritten()
    const common = { url: server.url, member, until: stopWriting.signal, sabotage: null, gate: createGate() }
    const writing = Promise.all(
      Array.from({ length: lanes }, (_, lane) =>
        write({ ...common, name: `d${lane}`, random: random.fork(), asks: false, pauseMs: 5 }, written),
      ),
    )
    writing.catch(() => {})
    const pid = server.pid()
    await waitFor(() => written.acknowledged > lanes * 5, untilFullMs)

    const ballast = join(disk.folder, 'ballast')
    await takeAllRoom(ballast)
    const wasRefused = await waitFor(() => written.unavailable > 0, untilFullMs)
    await sleep(sizes[size].fullMs)
    const [refused, before] = [written.unavailable, written.acknowledged]
    await rm(ballast)
    const roomAt = performance.now()
    const wentOn = await waitFor(() => written.acknowledged > before + lanes, untilRoomMs)
    const wentOnMs = Math.round(performance.now() - roomAt)
    await Promise.race([sleep(500), writing])
    stopWriting.abort()
    await writing
    return {
      faults: {
        ...(await faultsIn({ ...server, widgetKey: member.widgetKey }, written.chats)),
        'wrong refusals': written.wrongRefusals.length,
        'full disk unnoticed': wasRefused ? 0 : 1,
        'stuck after a full disk': wentOn && server.pid() === pid ? 0 : 1,
      },
      figures: {
        'acknowledged around a full disk': written.acknowledged,
        '503 while full': refused,
        'went on after': `${wentOnMs} ms`,
      },
      details: [...new Set(written.wrongRefusals)].map((one) => `full disk: ${one}`),
    }
  } finally {
    stopWriting.abort()
    await server.remove()
    await disk.unmount()
  }
}

async function waitFor(holds: () => boolean, withinMs: number): Promise<boolean> {
  const giveUpAt = performance.now() + withinMs
  while (!holds() && performance.now() < giveUpAt) await sleep(10)
  return holds()
}

/** To the last byte: whatever grows from now on finds no room. */
async function takeAllRoom(path: string): Promise<void> {
  const file = await open(path, 'w')
  try {
    for (const bytes of [1 << 20, 1 << 12]) {
      const piece = Buffer.alloc(bytes)
      // Until it says that there is no room.
      while ((await file.write(piece).catch(() => ({ bytesWritten: 0 }))).bytesWritten > 0);
    }
  } finally {
    await file.close()
  }
}

async function mountSmallDisk(): Promise<{ folder: string; unmount: () => Promise<void> } | { why: string }> {
  await unmountLeftOvers()
  const folder = await mkdtemp(join(tmpdir(), `${folderName}${process.pid}-`))
  try {
    await command('mount', ['-t', 'tmpfs', '-o', `size=${diskMb}m,mode=755`, 'tmpfs', folder])
  } catch (error) {
    await rmdir(folder)
    const [line] = ((error as { stderr?: string }).stderr || (error as Error).message).trim().split('\n')
    return { why: `a small disk cannot be mounted here (${line})` }
  }
  return { folder, unmount: cleanUpLater(() => unmount(folder)) }
}

/** Lazily: whatever still has a file open there must not keep it. */
async function unmount(folder: string): Promise<void> {
  await command('umount', ['-l', folder])
  await rmdir(folder)
}

/** Of a drill that was killed itself. */
async function unmountLeftOvers(): Promise<void> {
  const mounts = await readFile('/proc/mounts', 'utf8').catch(() => '')
  for (const name of await readdir(tmpdir())) {
    const pid = name.startsWith(folderName) ? Number.parseInt(name.slice(folderName.length), 10) : 0
    if (pid > 0 && !isAlive(pid) && mounts.includes(` ${join(tmpdir(), name)} `)) await unmount(join(tmpdir(), name))
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
