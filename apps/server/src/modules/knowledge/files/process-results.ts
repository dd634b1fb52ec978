import type { IndexedPassage } from '../index-passage.ts'
import type { ProcessResult, SaidPassage, SaidResult } from './process-messages.ts'

/** A result as JSON carries it, which has no arrays of plain numbers: vectors go as base64 of their bytes. */
export const sayResult = (result: ProcessResult): SaidResult =>
  'passages' in result ? { ...result, passages: result.passages.map(sayPassage) } : result

export const hearResult = (said: SaidResult): ProcessResult =>
  'passages' in said ? { ...said, passages: said.passages.map(hearPassage) } : said

const sayPassage = ({ vector, ...passage }: IndexedPassage): SaidPassage => ({
  ...passage,
  vector: Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength).toString('base64'),
})

/** The bytes are copied: where they lie in a buffer, floats may not begin. */
const hearPassage = ({ vector, ...passage }: SaidPassage): IndexedPassage => ({
  ...passage,
  vector: new Float32Array(new Uint8Array(Buffer.from(vector, 'base64')).buffer),
})
