import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { makeFirstAccount } from '../../apps/server/src/testing/first-account.ts'
import { startServerProcess } from '../../apps/server/src/testing/server-process.ts'
import { cleanUpLater } from './clean-up.ts'

const run = promisify(execFile)
let original: Promise<string> | undefined

/**
 * Makes a data folder that has its first account (see `signIn`): a copy, as a server that starts on it is ready in a
 * third of the time.
 * @param folder where it comes to lie; must not be there.
 */
export async function makeDataFolder(folder: string): Promise<void> {
  original ??= prepare()
  // With its owner: PostgreSQL may work under an account of its own.
  await run('cp', ['-a', join(await original, 'data'), folder])
}

/** A folder for one drill, gone after it, with a data folder in it that has its first account. */
export async function makeDrillFolder(): Promise<{ folder: string; dataDir: string; remove: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'minichat-drill-'))
  const remove = cleanUpLater(() => rm(folder, { recursive: true, force: true }))
  const dataDir = join(folder, 'data')
  await makeDataFolder(dataDir)
  return { folder, dataDir, remove }
}

/** For the end of the run: every folder was copied from this one. */
export async function removeOriginalFolder(): Promise<void> {
  const folder = await original?.catch(() => null)
  if (folder) await rm(folder, { recursive: true, force: true })
}

async function prepare(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'minichat-drill-original-'))
  const server = startServerProcess({
    DATA_DIR: join(folder, 'data'),
    PORT: '0',
    MINICHAT_SAMPLE: 'off',
    LOG_LEVEL: 'warn',
  })
  try {
    const { url, setupToken } = await server.ready
    await makeFirstAccount(url, setupToken ?? '')
  } catch (error) {
    await server.stop()
    await rm(folder, { recursive: true, force: true })
    throw error
  }
  await server.stop()
  return folder
}
