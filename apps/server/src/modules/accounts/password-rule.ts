import { type ErrorDetail, isStrongPassword, limits } from '@minichat/contracts'
import { ZxcvbnFactory } from '@zxcvbn-ts/core'
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common'
import { AppError } from '../../platform/errors.ts'

let estimator: ZxcvbnFactory | undefined
/** Takes a moment to make, and many a process never needs it. */
const scoreOf = (password: string, words: string[]) =>
  (estimator ??= new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs })).check(password, words).score

/** The parts of names and addresses that somebody could guess. */
const wordsOf = (about: string[]) =>
  about.flatMap((text) => text.toLowerCase().split(/[^\p{L}\p{M}\p{N}]+/u)).filter((word) => word.length > 2)

/** As if the person's own words were not there: the estimate makes little of one of them, but much of two. */
function withoutOwnWords(password: string, words: string[]): string {
  let rest = password.toLowerCase()
  for (const word of words) if (word.length > 3) rest = rest.replaceAll(word, '')
  return rest
}

function isHardToGuess(password: string, about: string[]): boolean {
  const words = wordsOf(about)
  return [password, withoutOwnWords(password, words)].every(
    (text) => scoreOf(text, words) >= limits.passwordMinStrength,
  )
}

/**
 * @param about what others know of the person: name, address, workspace.
 * @throws AppError WEAK_PASSWORD that says what is missing.
 */
export function assertGoodPassword(password: string, about: string[]): void {
  const details = missingIn(password)
  if (!isStrongPassword(password)) throw new AppError('WEAK_PASSWORD', { details })
  if (isHardToGuess(password, about)) return
  throw new AppError('WEAK_PASSWORD', {
    message: 'This password is easy to guess. Use several words that have nothing to do with each other or with you.',
    details: [detail('easy_to_guess', 'Close to a common password, a name, a date or a pattern of keys.')],
  })
}

const detail = (code: string, message: string): ErrorDetail => ({ path: 'password', code, message })

function missingIn(password: string): ErrorDetail[] {
  const rules: [boolean, string, string][] = [
    [password.length < limits.passwordMinLength, 'too_short', `At least ${limits.passwordMinLength} characters.`],
    [!/\p{Lu}/u.test(password), 'no_upper_case', 'At least one upper-case letter.'],
    [!/\p{Nd}/u.test(password), 'no_digit', 'At least one digit.'],
    [!/[^\p{L}\p{N}\s]/u.test(password), 'no_special_character', 'At least one special character.'],
  ]
  return rules.filter(([isMissing]) => isMissing).map(([, code, message]) => detail(code, message))
}
