import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'
import { setUp } from '@minichat/contracts'
import { Refused } from './refused.ts'

/** A script that pipes the password may have to unlock a safe first. */
const pipedWithinMs = 120_000

/**
 * Asks twice on a terminal and shows nothing of what is typed; otherwise takes one line.
 * @throws Refused when none is given, the two differ, or it cannot be a password.
 */
export async function readPassword(
  input: NodeJS.ReadableStream & { isTTY?: boolean },
  output: NodeJS.WritableStream,
): Promise<string> {
  const isTerminal = input.isTTY === true
  const lines = createInterface({
    input,
    // Whatever the line editor would echo.
    output: new Writable({ write: (_chunk, _encoding, done) => done() }),
    terminal: isTerminal,
    historySize: 0,
    ...(isTerminal ? {} : { signal: AbortSignal.timeout(pipedWithinMs) }),
  })
  const typed = lines[Symbol.asyncIterator]()
  async function ask(question: string): Promise<string> {
    if (isTerminal) output.write(question)
    const { value, done } = await typed.next()
    if (isTerminal) output.write('\n')
    if (done || value === '') throw new Refused('No password was given; nothing was changed.')
    return value
  }

  try {
    const password = await ask('New password: ')
    if (isTerminal && (await ask('The same again: ')) !== password) {
      throw new Refused('The two are not the same; nothing was changed.')
    }
    const checked = setUp.body.shape.password.safeParse(password)
    if (!checked.success) throw new Refused(`This cannot be a password. ${checked.error.issues[0]?.message}`)
    return checked.data
  } finally {
    lines.close()
  }
}
