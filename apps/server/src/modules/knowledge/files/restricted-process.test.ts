import { expect, test } from 'vitest'
import { startRestricted } from './restricted-process.ts'

const fixture = new URL('./restricted.fixture.ts', import.meta.url)

async function outputOf(limits: { timeoutMs: number; maxMemoryMb: number }) {
  const child = startRestricted(fixture, limits)
  let text = ''
  child.stdout.on('data', (part: Buffer) => (text += part.toString()))
  child.stderr.on('data', (part: Buffer) => (text += part.toString()))
  await new Promise((resolve) => child.once('close', resolve))
  return text
}

test('the process that opens files can read its own program, and do nothing else', async () => {
  // Something that the process of the tests has, and that must not go on.
  process.env.MINICHAT_TEST_SECRET = 'only-for-the-server'
  const found = JSON.parse(await outputOf({ timeoutMs: 10_000, maxMemoryMb: 100 }))
  delete process.env.MINICHAT_TEST_SECRET
  expect(found.program).toBe(true)
  expect(found.outcomes).toEqual({
    'read the system’s files': 'ERR_ACCESS_DENIED',
    'read the settings': 'ERR_ACCESS_DENIED',
    'read the data folder': 'ERR_ACCESS_DENIED',
    'look around': 'ERR_ACCESS_DENIED',
    'write into its own folder': 'ERR_ACCESS_DENIED',
    'write anywhere else': 'ERR_ACCESS_DENIED',
    'start a program': 'ERR_ACCESS_DENIED',
    'start a thread': 'ERR_ACCESS_DENIED',
    'load native code': expect.stringMatching(/^ERR_(ACCESS_DENIED|DLOPEN_DISABLED)$/),
    'make code of text': 'EvalError',
  })
  // The shell in between leaves its own names there.
  expect(found.environment.filter((name: string) => !['PWD', 'OLDPWD', 'SHLVL', '_'].includes(name))).toEqual([])
})
