import { isApiError } from './api.ts'
import { commonText } from './common.text.ts'
import { errorText } from './errors.text.ts'
import { formatNumber } from './format.ts'
import { useLocale, useText } from './text.ts'

/** What went wrong in the reader's words; with the request id where we do not know better. */
export function useProblem() {
  const errors = useText(errorText)
  const common = useText(commonText)
  return (error: unknown): string => {
    if (!isApiError(error)) return errors.INTERNAL_ERROR
    const known = Object.hasOwn(errors, error.code) && error.code !== 'INTERNAL_ERROR'
    if (known) return errors[error.code]
    return error.requestId ? `${errors.INTERNAL_ERROR} (${common.requestId(error.requestId)})` : errors.INTERNAL_ERROR
  }
}

/** The same for a bare code, as an address carries it. */
export function useCodeProblem() {
  const errors = useText(errorText)
  const isKnown = (code: string): code is keyof typeof errors => Object.hasOwn(errors, code)
  return (code: string): string => (isKnown(code) ? errors[code] : errors.INTERNAL_ERROR)
}

/** Checks of form fields that say what to do; each returns null when all is well, as Mantine's forms want it. */
export function useChecks() {
  const text = useText(commonText)
  const locale = useLocale()
  const tooLong = (value: string, max: number) =>
    value.trim().length > max ? text.fieldTooLongBy(formatNumber(locale, max)) : null
  return {
    tooLong,
    required: (value: string, max: number) => (value.trim() === '' ? text.fieldRequired : tooLong(value, max)),
    email: (value: string) => (/^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/.test(value.trim()) ? null : text.emailInvalid),
    url: (value: string) => (value.trim() === '' || isHttpUrl(value.trim()) ? null : text.urlInvalid),
  }
}

/** The server's remarks on single fields, by the last name in their path. */
export function useFieldProblems() {
  const text = useText(commonText)
  const errors = useText(errorText)
  const words: Record<string, string> = {
    too_small: text.fieldRequired,
    too_big: text.fieldTooLong,
    invalid_type: text.fieldRequired,
  }
  return (error: unknown, fields: readonly string[]): Record<string, string> => {
    if (isApiError(error, 'WEAK_PASSWORD')) return { password: errors.WEAK_PASSWORD }
    if (!isApiError(error)) return {}
    return Object.fromEntries(
      error.details.flatMap(({ path, code, message }) => {
        const field = fields.find((name) => path.split('.').includes(name))
        return field ? [[field, words[code] ?? message ?? text.fieldInvalid]] : []
      }),
    )
  }
}

export function isHttpUrl(value: string): boolean {
  return URL.canParse(value) && /^https?:$/.test(new URL(value).protocol)
}
