import { parentPort } from 'node:worker_threads'
import { type PageInput, type PageOutcome, readPage } from './read-page.ts'

/** Reads one page after the other, in a thread that the server can do without. */
parentPort?.on('message', (input: PageInput) => {
  const outcome: PageOutcome = readPage(input)
  parentPort?.postMessage(outcome)
})
