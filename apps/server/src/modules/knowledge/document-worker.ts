import { parentPort, workerData } from 'node:worker_threads'
import type { DocumentFormat } from './documents.store.ts'
import { indexText, type ReadDocument } from './index-text.ts'
import { DocumentProblem, readPdf } from './pdf-text.ts'

export type WorkerInput = { title: string; format: DocumentFormat; text: string; original: Uint8Array | null }

export type WorkerOutput = ReadDocument | { problem: string }

/** Reads and cuts a document. In a thread of its own, so that neither a hostile nor a long one holds up the server. */
async function read({ title, format, text, original }: WorkerInput): Promise<WorkerOutput> {
  try {
    const words = format === 'pdf' ? await readPdf(new Uint8Array(original ?? [])) : text
    return indexText(title, format, words)
  } catch (error) {
    if (error instanceof DocumentProblem) return { problem: error.message }
    throw error
  }
}

if (parentPort) parentPort.postMessage(await read(workerData as WorkerInput))
