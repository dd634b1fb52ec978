import type { DocumentProblemCode } from '@minichat/contracts'
import type { IndexedPassage } from '../index-passage.ts'
import type { DocumentFormat } from './recognise-file.ts'

/** What the server orders from the process in which files are opened. The bytes of the file follow it. */
export type ProcessInput =
  | { work: 'inspect'; kind: 'pdf' | 'office' }
  /** @property text null: to be read from the file first. */
  | { work: 'read'; title: string; format: DocumentFormat; text: string | null }

export type ReadDocument = { text: string; passages: IndexedPassage[] }
export type ProcessResult = ReadDocument | { format: DocumentFormat }
export type Progress = { step: 'read' | 'index'; percent: number | null }
/** @property detail what a library said, for the log. */
export type Problem = { code: DocumentProblemCode; message: string; detail?: string | undefined }

/** What it says, line by line; the last one is a result or a problem. */
export type ProcessMessage = { result: ProcessResult } | { problem: Problem } | { progress: Progress }
