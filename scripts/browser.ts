import { spawnSync } from 'node:child_process'
import { access, constants, readFile } from 'node:fs/promises'

const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

/**
 * A Chromium to test with; none is ever downloaded. As root on Debian the package is installed, and that is said.
 * @returns null when there is none.
 */
export async function findBrowser(): Promise<string | null> {
  const found = await firstExecutable()
  if (found || !(await isDebianRoot())) return found
  console.log('No Chromium was found: installing the packages chromium and fonts-noto-core …')
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const install = 'apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium fonts-noto-core'
  const { status } = spawnSync('sh', ['-c', install], { env, stdio: ['ignore', 'ignore', 'inherit'], timeout: 600_000 })
  return status === 0 ? firstExecutable() : null
}

async function firstExecutable(): Promise<string | null> {
  for (const place of [process.env.CHROMIUM_PATH ?? '', ...places]) {
    if (
      place &&
      (await access(place, constants.X_OK).then(
        () => true,
        () => false,
      ))
    )
      return place
  }
  return null
}

async function isDebianRoot(): Promise<boolean> {
  if (process.getuid?.() !== 0) return false
  return /^ID(_LIKE)?=.*debian/m.test(await readFile('/etc/os-release', 'utf8').catch(() => ''))
}
