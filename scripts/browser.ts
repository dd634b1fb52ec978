import { spawnSync } from 'node:child_process'
import { access, constants, readFile } from 'node:fs/promises'

const browsers = {
  Chromium: {
    variable: 'CHROMIUM_PATH',
    packages: 'chromium fonts-noto-core',
    places: [
      '/usr/bin/chromium',
      '/usr/bin/chromium-browser',
      '/usr/bin/google-chrome',
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
      '/Applications/Chromium.app/Contents/MacOS/Chromium',
    ],
  },
  /** Chromium without its windows: a page in it costs a third. */
  'Headless shell': {
    variable: 'HEADLESS_SHELL_PATH',
    packages: 'chromium-headless-shell',
    places: ['/usr/bin/chromium-headless-shell'],
  },
  Firefox: {
    variable: 'FIREFOX_PATH',
    packages: 'firefox-esr fonts-noto-core',
    places: ['/usr/bin/firefox-esr', '/usr/bin/firefox', '/Applications/Firefox.app/Contents/MacOS/firefox'],
  },
}
export type BrowserName = keyof typeof browsers

/**
 * A browser to test with; none is ever downloaded. As root on Debian the package is installed, and that is said.
 * @returns null when there is none.
 */
export async function findBrowser(name: BrowserName): Promise<string | null> {
  const found = await firstExecutable(name)
  if (found || !(await isDebianRoot())) return found
  const { packages } = browsers[name]
  console.log(`No ${name} was found: installing the packages ${packages} …`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const install = `apt-get update -qq && apt-get install -y -qq --no-install-recommends ${packages}`
  const { status } = spawnSync('sh', ['-c', install], { env, stdio: ['ignore', 'ignore', 'inherit'], timeout: 600_000 })
  return status === 0 ? firstExecutable(name) : null
}

/** What to do about a browser that is not there. */
export function howToGet(name: BrowserName): string {
  const { variable, packages } = browsers[name]
  return `no ${name} was found; install it (Debian: apt-get install ${packages.split(' ')[0]}) or set ${variable}`
}

export async function firstExecutable(name: BrowserName): Promise<string | null> {
  const { variable, places } = browsers[name]
  for (const place of [process.env[variable] ?? '', ...places]) {
    if (place && (await isExecutable(place))) return place
  }
  return null
}

const isExecutable = (place: string) =>
  access(place, constants.X_OK).then(
    () => true,
    () => false,
  )

async function isDebianRoot(): Promise<boolean> {
  if (process.getuid?.() !== 0) return false
  return /^ID(_LIKE)?=.*debian/m.test(await readFile('/etc/os-release', 'utf8').catch(() => ''))
}
