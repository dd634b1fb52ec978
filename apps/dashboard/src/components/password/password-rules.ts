import { limits } from '@minichat/contracts/limits'
import type { Strength } from './use-strength.ts'

export const passwordRules = ['ruleLength', 'ruleUpper', 'ruleDigit', 'ruleSpecial'] as const
type PasswordRule = (typeof passwordRules)[number]

const tests: Record<PasswordRule, (password: string) => boolean> = {
  ruleLength: (password) => password.length >= limits.passwordMinLength,
  ruleUpper: (password) => /\p{Lu}/u.test(password),
  ruleDigit: (password) => /\p{Nd}/u.test(password),
  ruleSpecial: (password) => /[^\p{L}\p{N}\s]/u.test(password),
}

/** The rules that a password keeps; the server has the same ones. */
export const keptRules = (password: string): PasswordRule[] => passwordRules.filter((rule) => tests[rule](password))

export const isTooManyBytes = (password: string) => new TextEncoder().encode(password).length > limits.passwordMaxBytes

export const isHardToGuess = (strength: Strength | null) => strength !== null && strength >= limits.passwordMinStrength
