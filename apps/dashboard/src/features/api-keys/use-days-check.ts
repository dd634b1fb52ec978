import { limits } from '@minichat/contracts/limits'
import { useText } from '../../lib/text.ts'
import { apiKeysText } from './api-keys.text.ts'

/** A check of a form field for the days that a key works. */
export function useDaysCheck() {
  const text = useText(apiKeysText)
  return (value: string) =>
    /^\d{1,3}$/.test(value.trim()) && Number(value) >= 1 && Number(value) <= limits.apiKeyMaxDays
      ? null
      : text.daysInvalid
}
