import type { DocumentProblemCode } from '@minichat/contracts'

/** What is wrong with a file, fit to be read by whoever uploaded it. */
export class FileProblem extends Error {
  readonly code: DocumentProblemCode

  constructor(code: DocumentProblemCode, message: string, cause?: unknown) {
    super(message, { cause })
    this.name = 'FileProblem'
    this.code = code
  }
}

export const unsafe = (message: string) => new FileProblem('DOCUMENT_UNSAFE', message)
export const tooComplex = (message: string, cause?: unknown) => new FileProblem('DOCUMENT_TOO_COMPLEX', message, cause)
export const damaged = (message: string, cause?: unknown) => new FileProblem('UNREADABLE_DOCUMENT', message, cause)
export const unsupported = (message: string) => new FileProblem('UNSUPPORTED_DOCUMENT', message)
