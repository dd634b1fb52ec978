import { Button, Skeleton } from '@mantine/core'
import type { ReactNode } from 'react'
import { commonText } from '../lib/common.text.ts'
import { useText } from '../lib/text.ts'
import { ErrorNotice } from './ErrorNotice.tsx'
import classes from './ListFrame.module.css'

type Paged = {
  error: unknown
  isError: boolean
  hasNextPage: boolean
  isFetchingNextPage: boolean
  isFetchNextPageError: boolean
  refetch: () => unknown
  fetchNextPage: () => unknown
}

type PagedListProps<T> = {
  query: Paged
  /** undefined while loading. */
  items: T[] | undefined
  renderItem: (item: T) => ReactNode
  empty: ReactNode
  end: string
}

/** A list with its skeleton, its empty and failed states, and the way to its next page. */
export function PagedList<T extends { id: string }>({ query, items, renderItem, empty, end }: PagedListProps<T>) {
  const text = useText(commonText)
  if (!items)
    return query.isError ? (
      <ErrorNotice error={query.error} title={text.couldNotLoad} onRetry={() => void query.refetch()} />
    ) : (
      <ListSkeleton />
    )
  if (items.length === 0) return empty
  return (
    <>
      <ul className={classes.list}>
        {items.map((item) => (
          <li key={item.id}>{renderItem(item)}</li>
        ))}
      </ul>
      {query.isFetchNextPageError && <ErrorNotice error={query.error} onRetry={() => void query.fetchNextPage()} />}
      <div className={classes.end}>
        {query.hasNextPage ? (
          <Button variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {text.loadMore}
          </Button>
        ) : (
          end
        )}
      </div>
    </>
  )
}

function ListSkeleton() {
  const text = useText(commonText)
  return (
    <div className={classes.list} role="status" aria-label={text.loading}>
      {Array.from({ length: 5 }, (_, row) => (
        <div key={row} className={classes.skeleton}>
          <Skeleton height={15} width={`${34 + ((row * 19) % 36)}%`} />
          <Skeleton height={13} width={`${66 + ((row * 13) % 28)}%`} />
        </div>
      ))}
    </div>
  )
}
