import { indexText } from '../index-text.ts'
import { FileProblem } from './file-problem.ts'
import { inspectOffice } from './inspect-office.ts'
import { inspectPdf } from './pdf-text.ts'
import type { Problem, ProcessInput, ProcessMessage, ProcessResult } from './process-messages.ts'
import { sayResult } from './process-results.ts'
import { readText } from './read-text.ts'
import type { FileFormat } from './recognise-file.ts'

/**
 * The program of a process of its own, in which files of strangers are opened: with little memory, no environment, no
 * right to write files, start programs or load native code. It reads one order from its input and writes lines of JSON.
 */
async function main(): Promise<void> {
  const { input, bytes } = await readOrder()
  try {
    say({ result: sayResult(await carryOut(input, bytes)) })
  } catch (error) {
    say({ problem: problemOf(error) })
  }
}

/** What a library throws at a file that it does not expect says nothing to people; operators find it in the log. */
function problemOf(error: unknown): Problem {
  if (error instanceof FileProblem) return { code: error.code, message: error.message }
  const detail = error instanceof Error ? error.stack : String(error)
  return error instanceof RangeError
    ? { code: 'DOCUMENT_TOO_COMPLEX', message: 'This file is too large or too complex to be read.', detail }
    : { code: 'UNREADABLE_DOCUMENT', message: 'This file is damaged and cannot be read.', detail }
}

async function carryOut(input: ProcessInput, bytes: Buffer): Promise<ProcessResult> {
  if (input.work === 'inspect') return { format: await inspect(input.kind, bytes) }
  let shown = 0
  const report = (share: number) => {
    const percent = Math.floor(share * 100)
    if (percent > shown) say({ progress: { step: 'read', percent: (shown = percent) } })
  }
  const text = input.text ?? (await readText(input.format, bytes, report))
  say({ progress: { step: 'index', percent: null } })
  return indexText(input.title, input.format, text)
}

async function inspect(kind: 'pdf' | 'office', bytes: Buffer): Promise<FileFormat> {
  if (kind === 'office') return inspectOffice(bytes)
  await inspectPdf(new Uint8Array(bytes))
  return 'pdf'
}

/** A line of JSON, then the bytes of the file. */
async function readOrder(): Promise<{ input: ProcessInput; bytes: Buffer }> {
  const parts: Buffer[] = []
  for await (const part of process.stdin) parts.push(part as Buffer)
  const all = Buffer.concat(parts)
  const end = all.indexOf('\n')
  return { input: JSON.parse(all.toString('utf8', 0, end)) as ProcessInput, bytes: all.subarray(end + 1) }
}

const say = (message: ProcessMessage) => process.stdout.write(`${JSON.stringify(message)}\n`)

await main()
