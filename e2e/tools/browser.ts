import { type Browser, chromium } from 'playwright-core'

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

export const openBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath: process.env.CHROMIUM_PATH || '/usr/bin/chromium', args, timeout: 30_000 })
