import { randomUUID } from 'node:crypto'
import { link, readFile, rename, unlink, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { join } from 'node:path'
import { DataFolderInUse } from './embedded-errors.ts'
import { identify, isAlive, type ProcessIdentity } from './process-identity.ts'

/**
 * One MiniChat server owns a data folder at a time.
 *
 * The lock is a file that appears whole (by link, which fails when there is one already) and names its process. A lock
 * whose process is gone is taken over: whoever first makes the marker named after that very lock may replace it, so two
 * servers that find the same dead lock can't both take it. The marker is a lock of the same kind, so a server killed
 * between the two steps leaves nothing that would have to be cleaned by hand.
 */
export interface OwnerLock {
  release(): Promise<void>
}

interface Claim extends ProcessIdentity {
  token: string
  /** Answers connections as long as the owner lives; for owners whose pid means nothing here. */
  probe: string
}

/**
 * @param probe path of a socket that the owner listens on.
 * @throws DataFolderInUse when its owner lives.
 */
export async function lockDataFolder(dataDir: string, probe: string): Promise<OwnerLock> {
  const self = identify(process.pid)
  if (!self) throw new Error('This process is not in the process table.')
  const claim: Claim = { ...self, token: randomUUID(), probe }
  const path = join(dataDir, 'minichat.lock')
  const draft = `${path}.${claim.token}`
  await writeFile(draft, JSON.stringify(claim), { mode: 0o644, flag: 'wx' })
  try {
    await acquire(path, draft, dataDir)
  } finally {
    await unlink(draft).catch(ignoreMissing)
  }
  return {
    async release() {
      if ((await readClaim(path))?.token === claim.token) await unlink(path).catch(ignoreMissing)
    },
  }
}

async function acquire(path: string, draft: string, dataDir: string): Promise<void> {
  // Each round either ends or has seen another server make a step.
  for (let round = 0; round < 100; round += 1) {
    if (await linked(draft, path)) return
    const holder = await readClaim(path)
    if (!holder) continue
    if (await lives(holder)) throw new DataFolderInUse(dataDir, holder.pid)
    const marker = `${path.replace(/\.after-.*$/, '')}.after-${holder.token}`
    await acquire(marker, draft, dataDir)
    try {
      if ((await readClaim(path))?.token !== holder.token) continue
      const copy = `${draft}.new`
      await link(draft, copy)
      await rename(copy, path)
      return
    } finally {
      await unlink(marker).catch(ignoreMissing)
    }
  }
  throw new Error(`The lock ${path} changed hands too often.`)
}

async function linked(draft: string, path: string): Promise<boolean> {
  try {
    await link(draft, path)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

async function readClaim(path: string): Promise<Claim | undefined> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  if (text === undefined) return undefined
  try {
    return JSON.parse(text) as Claim
  } catch {
    // Emptied by a crash of the machine, or written by hand: nobody alive wrote it, and its text names it well enough.
    return { pid: 0, startedAt: '', world: '', probe: '', token: Buffer.from(text).toString('hex').slice(0, 64) }
  }
}

async function lives(holder: Claim): Promise<boolean> {
  return isAlive(holder) || (await answers(holder.probe))
}

/** A listening socket dies with its process, in every container of the machine. */
function answers(path: string): Promise<boolean> {
  if (!path) return Promise.resolve(false)
  return new Promise((resolve) => {
    const socket = connect(path)
    const finish = (answer: boolean) => {
      socket.destroy()
      resolve(answer)
    }
    socket.setTimeout(2000, () => finish(true))
    socket.once('connect', () => finish(true))
    socket.once('error', () => finish(false))
  })
}

function ignoreMissing(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error
}
