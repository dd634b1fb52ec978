import type { Tracked } from '@minichat/contracts'
import { RelativeTime } from '../../components/RelativeTime.tsx'
import { languageOf, useText } from '../../lib/text.ts'
import classes from './ChatDetails.module.css'
import { chatsText } from './chats.text.ts'
import { useFactText } from './fact-text.ts'

/** What the page told of what the visitor does, the newest first. */
export function TrackedList({ tracked }: { tracked: readonly Tracked[] }) {
  const text = useText(chatsText)
  const factText = useFactText()
  if (tracked.length === 0) return null
  return (
    <section>
      <h4 className={classes.heading}>{text.tracked}</h4>
      <ol className={classes.tracked}>
        {tracked.toReversed().map(({ seq, at, name, properties }) => (
          <li key={seq}>
            <span className={classes.trackedFirst}>
              <span lang={languageOf(name)}>{name}</span>
              <span className={classes.hint}>
                <RelativeTime at={at} />
              </span>
            </span>
            {Object.keys(properties).length > 0 && (
              <span className={classes.hint}>
                {Object.entries(properties)
                  .map(([property, value]) => `${property}: ${factText(value)}`)
                  .join(' · ')}
              </span>
            )}
          </li>
        ))}
      </ol>
    </section>
  )
}
