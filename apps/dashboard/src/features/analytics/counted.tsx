import { createContext, useContext } from 'react'
import { formatNumber } from '../../lib/format.ts'
import { useLocale, useText } from '../../lib/text.ts'
import classes from './Analytics.module.css'
import { analyticsText } from './analytics.text.ts'
import type { Asked, Which } from './use-analytics.ts'

/** A number that somebody wants to see the chats of. */
export type Counted = { which: Which; name: string; asked: Asked }

export const CountedContext = createContext<{ asked: Asked; open: (counted: Counted) => void }>({
  asked: { from: '', to: '' },
  open() {},
})

/** A number that opens the chats it counts. @param days where they are not those of the page */
export function Count({
  count,
  which,
  name,
  days,
}: {
  count: number
  which: Which
  name: string
  days?: Partial<Asked>
}) {
  const { asked, open } = useContext(CountedContext)
  const text = useText(analyticsText)
  const shown = formatNumber(useLocale(), count)
  if (count === 0) return <span className={classes.none}>{shown}</span>
  return (
    <button
      type="button"
      className={classes.count}
      aria-label={text.openChats(shown, name)}
      onClick={() => open({ which, name, asked: { ...asked, ...days } })}
    >
      {shown}
    </button>
  )
}
