import { formatNumber } from '../../lib/format.ts'
import { useLocale, useText } from '../../lib/text.ts'
import { chatsText } from './chats.text.ts'

/** A small fact that the page told, in the reader's words. */
export function useFactText() {
  const text = useText(chatsText)
  const locale = useLocale()
  return (value: string | number | boolean): string => {
    if (typeof value === 'boolean') return value ? text.yes : text.no
    return typeof value === 'number' ? formatNumber(locale, value) : value
  }
}
