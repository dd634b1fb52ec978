import { commonText } from '../../lib/common.text.ts'
import { errorText } from '../../lib/errors.text.ts'
import { useText } from '../../lib/text.ts'
import { passwordText } from './password.text.ts'
import { isHardToGuess, isTooManyBytes, keptRules, passwordRules } from './password-rules.ts'

/**
 * What is wrong with a new password, as the server will see it; null when nothing is. The estimator is fetched for it:
 * where it cannot be, the server alone judges that part.
 */
export function usePasswordCheck() {
  const text = useText(passwordText)
  const errors = useText(errorText)
  const common = useText(commonText)
  return async (password: string, known: string[] = []): Promise<string | null> => {
    if (password === '') return common.fieldRequired
    if (isTooManyBytes(password)) return text.tooManyBytes
    if (keptRules(password).length < passwordRules.length) return errors.WEAK_PASSWORD
    const module = await import('./password-strength.ts').catch(() => null)
    return !module || isHardToGuess(module.estimateStrength(password, known)) ? null : text.guessable
  }
}
