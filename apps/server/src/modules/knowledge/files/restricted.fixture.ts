import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { Worker } from 'node:worker_threads'

/** What a program would try that a file of a stranger has taken over. */
const attempts: Record<string, () => unknown> = {
  'read the system’s files': () => readFileSync('/etc/passwd'),
  'read the settings': () => readFileSync(new URL('../../../../../../.env.example', import.meta.url)),
  'read the data folder': () => readdirSync(new URL('../../../../../../data', import.meta.url)),
  'look around': () => readdirSync('/'),
  'write into its own folder': () => writeFileSync(new URL('./evil.ts', import.meta.url), 'x'),
  'write anywhere else': () => writeFileSync('/tmp/minichat-evil', 'x'),
  'start a program': () => execFileSync('/bin/true'),
  'start a thread': () => new Worker('0', { eval: true }),
  'load native code': () => process.dlopen({ exports: {} }, '/lib/x86_64-linux-gnu/libc.so.6'),
  'make code of text': () => Reflect.construct(Function, ['return 1'])(),
}

const outcomes = Object.entries(attempts).map(([what, attempt]) => {
  try {
    attempt()
    return [what, 'done']
  } catch (error) {
    return [what, (error as NodeJS.ErrnoException).code ?? (error as Error).name]
  }
})
const program = readFileSync(new URL('./document-process.ts', import.meta.url), 'utf8').length > 0
console.log(JSON.stringify({ outcomes: Object.fromEntries(outcomes), environment: Object.keys(process.env), program }))
