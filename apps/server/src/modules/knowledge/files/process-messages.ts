import type { DocumentProblemCode } from '@minichat/contracts'
import type { IndexedPassage } from '../index-passage.ts'
import type { ReadDocument } from '../index-text.ts'
import type { DocumentFormat, FileFormat } from './recognise-file.ts'

/** What the server orders from the process in which files are opened. The bytes of the file follow it. */
export type ProcessInput =
  | { work: 'inspect'; kind: 'pdf' | 'office' }
  /** @property text null: to be read from the file first. */
  | { work: 'read'; title: string; format: DocumentFormat; text: string | null }

export type ProcessResult = ReadDocument | { format: FileFormat }
export type SaidPassage = Omit<IndexedPassage, 'vector'> & { vector: string }
/** The same on its way: see process-results.ts. */
export type SaidResult = { text: string; passages: SaidPassage[] } | { format: FileFormat }
export type Progress = { step: 'read' | 'index'; percent: number | null }
/** @property detail what a library said, for the log. */
export type Problem = { code: DocumentProblemCode; message: string; detail?: string | undefined }

/** What it says, line by line; the last one is a result or a problem. */
export type ProcessMessage = { result: SaidResult } | { problem: Problem } | { progress: Progress }
