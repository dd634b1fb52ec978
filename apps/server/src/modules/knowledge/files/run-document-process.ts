import type { Problem, ProcessInput, ProcessMessage, ProcessResult, Progress } from './process-messages.ts'
import { hearResult } from './process-results.ts'
import { type ProcessLimits, type RestrictedProcess, residentBytes, startRestricted } from './restricted-process.ts'
import { createTurns } from './turns.ts'

export const readLimits: ProcessLimits = { timeoutMs: 120_000, maxMemoryMb: 384 }
export const inspectLimits: ProcessLimits = { timeoutMs: 30_000, maxMemoryMb: 256 }

const program = new URL('./document-process.ts', import.meta.url)
const mebibyte = 1024 * 1024
/** Node itself. */
const bareMemoryMb = 150
const lookEveryMs = 50
const outputMaxBytes = 128 * mebibyte
/** So many files are opened at once, however many jobs and uploads there are. */
const turns = createTurns(2)

const tooComplex: Problem = {
  code: 'DOCUMENT_TOO_COMPLEX',
  message: 'This file is too large or too complex to be read. Split it up, or save it again.',
}

export type ProcessOutcome = { result: ProcessResult } | { problem: Problem }
type Options = { limits: ProcessLimits; signal?: AbortSignal | undefined; onProgress?: (progress: Progress) => void }

/**
 * Opens a file of a stranger in a process of its own, which is ended when it takes too long or too much memory.
 * @returns what it found, or what is wrong with the file.
 * @throws when the signal is aborted, and when the program itself is at fault.
 */
export const runDocumentProcess = (input: ProcessInput, bytes: Buffer, options: Options): Promise<ProcessOutcome> =>
  turns.take(() => runOne(input, bytes, options), options.signal)

async function runOne(input: ProcessInput, bytes: Buffer, options: Options): Promise<ProcessOutcome> {
  const { limits, signal } = options
  const child = startRestricted(program, limits)
  let isTooMuch = false
  const end = () => child.kill('SIGKILL')
  const tooMuch = () => {
    isTooMuch = true
    end()
  }
  const timer = setTimeout(tooMuch, limits.timeoutMs)
  const looking = setInterval(() => void assertMemory(child, limits, tooMuch), lookEveryMs)
  signal?.addEventListener('abort', end)
  try {
    // A program that ends early closes its input: how it ended says more than that.
    child.stdin.on('error', () => {})
    child.stdin.end(Buffer.concat([Buffer.from(`${JSON.stringify(input)}\n`), bytes]))
    const ending = [exitOf(child), readOutcome(child, options, tooMuch), readComplaint(child)] as const
    const [{ code, killedBy }, outcome, complaint] = await Promise.all(ending)
    signal?.throwIfAborted()
    // V8 ends the program by SIGABRT when its heap is full, the system by SIGXCPU when its time is up.
    if (isTooMuch || killedBy !== null) return { problem: tooComplex }
    if (outcome && code === 0) return outcome
    throw new Error(`The process that opens files ended with code ${code}: ${complaint}`)
  } finally {
    clearTimeout(timer)
    clearInterval(looking)
    signal?.removeEventListener('abort', end)
    end()
  }
}

const exitOf = (child: RestrictedProcess) =>
  new Promise<{ code: number | null; killedBy: NodeJS.Signals | null }>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code, killedBy) => resolve({ code, killedBy }))
  })

/** Reads line by line. @returns undefined when it ended without a word. */
async function readOutcome(child: RestrictedProcess, options: Options, tooMuch: () => void) {
  let outcome: ProcessOutcome | undefined
  let rest: Buffer[] = []
  let read = 0
  for await (const part of child.stdout as AsyncIterable<Buffer>) {
    read += part.length
    if (read > outputMaxBytes) tooMuch()
    let from = 0
    for (let end = part.indexOf(10); end >= 0; end = part.indexOf(10, from)) {
      const message = JSON.parse(Buffer.concat([...rest, part.subarray(from, end)]).toString()) as ProcessMessage
      if ('progress' in message) options.onProgress?.(message.progress)
      else outcome = 'result' in message ? { result: hearResult(message.result) } : message
      rest = []
      from = end + 1
    }
    rest.push(part.subarray(from))
  }
  return outcome
}

/** The first of what it says about itself; libraries write warnings there. */
async function readComplaint(child: RestrictedProcess): Promise<string> {
  let text = ''
  for await (const part of child.stderr as AsyncIterable<Buffer>) if (text.length < 2000) text += part.toString()
  return text.slice(0, 2000)
}

async function assertMemory(
  child: RestrictedProcess,
  { maxMemoryMb }: ProcessLimits,
  tooMuch: () => void,
): Promise<void> {
  const bytes = child.pid === undefined ? 0 : await residentBytes(child.pid)
  if (bytes > (bareMemoryMb + maxMemoryMb * 1.5) * mebibyte) tooMuch()
}
