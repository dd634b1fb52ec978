import { Button, Skeleton } from '@mantine/core'
import type { ChatWhereabouts } from '@minichat/contracts'
import { useState } from 'react'
import { RelativeTime } from '../../components/RelativeTime.tsx'
import { formatNumber } from '../../lib/format.ts'
import { languageOf, useLocale, useText } from '../../lib/text.ts'
import classes from './ChatDetails.module.css'
import { safeHref } from './safe-href.ts'
import type { WhereaboutsQuery } from './use-whereabouts.ts'
import { whereaboutsText } from './whereabouts.text.ts'
import { areOfOneSite, isKept, pageLabel } from './whereabouts.ts'

const shownAtFirst = 5

/** Pages that the visitor has seen, the newest first. @param isHere they have the chat open: on the first of these. */
export function WhereaboutsPages({
  whereabouts: { data, isError },
  isHere,
}: {
  whereabouts: WhereaboutsQuery
  isHere: boolean
}) {
  const text = useText(whereaboutsText)
  return (
    <section aria-labelledby="whereabouts-pages">
      <h4 id="whereabouts-pages" className={classes.heading}>
        {text.pages}
      </h4>
      {data && data.pages.length > 0 && <PageList pages={data.pages} isHere={isHere} />}
      {data?.pages.length === 0 && <p className={classes.quiet}>{isKept(data) ? text.notKnown : text.notKept}</p>}
      {!data && (isError ? <p className={classes.quiet}>{text.notKnown}</p> : <Skeleton width="70%" height="1.4rem" />)}
    </section>
  )
}

function PageList({ pages, isHere }: { pages: ChatWhereabouts['pages']; isHere: boolean }) {
  const text = useText(whereaboutsText)
  const locale = useLocale()
  const [isWhole, setWhole] = useState(false)
  // A button for one more would take its place.
  const shown = isWhole || pages.length === shownAtFirst + 1 ? pages : pages.slice(0, shownAtFirst)
  const left = pages.length - shown.length
  const isOneSite = areOfOneSite(pages.map(({ url }) => url))
  return (
    <>
      <ol className={classes.others}>
        {shown.map(({ url, views, lastSeenAt }, at) => {
          const label = pageLabel(url, isOneSite)
          return (
            <li key={url}>
              <a
                href={safeHref(url) ?? undefined}
                title={url}
                target="_blank"
                rel="noopener noreferrer"
                className={classes.other}
              >
                <span lang={languageOf(label)}>{label}</span>
                {views > 1 && (
                  <small title={text.views(formatNumber(locale, views))}>{formatNumber(locale, views)}×</small>
                )}
                {isHere && at === 0 ? <b className={classes.here}>{text.here}</b> : <RelativeTime at={lastSeenAt} />}
              </a>
            </li>
          )
        })}
      </ol>
      {left > 0 && (
        <Button size="xs" variant="default" mt={8} onClick={() => setWhole(true)}>
          {text.showMore(formatNumber(locale, left))}
        </Button>
      )}
    </>
  )
}
