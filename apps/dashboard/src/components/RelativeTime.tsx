import { formatDateTime, formatRelative } from '../lib/format.ts'
import { useLocale } from '../lib/text.ts'
import { useNow } from '../lib/use-now.ts'

/** How long ago; the exact time on hover. */
export function RelativeTime({ at }: { at: string }) {
  const locale = useLocale()
  const now = useNow()
  const date = new Date(at)
  return (
    <time dateTime={at} title={formatDateTime(locale, date)}>
      {formatRelative(locale, date, now)}
    </time>
  )
}
