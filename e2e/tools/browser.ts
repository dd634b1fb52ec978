import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type LaunchOptions,
} from 'playwright-core'

/** Quiet and without a network of its own; the sandbox needs an account that root is not. */
const args = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // Sites of the tests' own: names under .test lead to this machine.
  '--host-resolver-rules=MAP *.test 127.0.0.1',
]

/** Longer than anything takes on a slow machine, shorter than a test may last. */
export const patienceMs = 20_000

const executablePath = process.env.CHROMIUM_PATH || '/usr/bin/chromium'

export const openBrowser = (options: LaunchOptions = {}): Promise<Browser> =>
  chromium.launch({ executablePath, args, timeout: 30_000, ...options })

/** Chromium without its windows, where it is installed: knows no notifications, no back/forward cache, no preferences. */
export const openShell = (): Promise<Browser> =>
  openBrowser({ executablePath: process.env.HEADLESS_SHELL_PATH || executablePath })

/** A browser whose owner has forbidden every site to keep anything: looking at localStorage throws. */
export async function openWithoutStorage(
  options: BrowserContextOptions,
): Promise<{ context: BrowserContext; close: () => Promise<void> }> {
  const profile = await mkdtemp(join(tmpdir(), 'minichat-profile-'))
  await mkdir(join(profile, 'Default'))
  const preferences = { profile: { default_content_setting_values: { cookies: 2 } } }
  await writeFile(join(profile, 'Default', 'Preferences'), JSON.stringify(preferences))
  const context = await chromium.launchPersistentContext(profile, { executablePath, args, locale: 'en-US', ...options })
  context.setDefaultTimeout(patienceMs)
  return {
    context,
    close: async () => {
      await context.close()
      await rm(profile, { recursive: true, force: true })
    },
  }
}
