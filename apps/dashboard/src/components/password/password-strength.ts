import { ZxcvbnFactory } from '@zxcvbn-ts/core'
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common'

// Half a megabyte of common passwords: fetched when somebody writes a new one, and never with the first page.
const estimator = new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs })

/** The parts of names and addresses that somebody could guess. */
const wordsOf = (known: string[]) =>
  known.flatMap((text) => [text, ...text.split(/[^\p{L}\p{M}\p{N}]+/u)]).filter((word) => word.length > 2)

/**
 * How hard a password is to guess, estimated as the server does.
 * @param known what a guesser would try first: name, address, workspace.
 */
export const estimateStrength = (password: string, known: string[]) => estimator.check(password, wordsOf(known)).score
