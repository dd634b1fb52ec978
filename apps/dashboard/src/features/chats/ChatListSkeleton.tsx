import { Skeleton } from '@mantine/core'
import { commonText } from '../../lib/common.text.ts'
import { useText } from '../../lib/text.ts'
import classes from './ChatList.module.css'

export function ChatListSkeleton() {
  const text = useText(commonText)
  return (
    <div role="status" aria-label={text.loading}>
      {Array.from({ length: 7 }, (_, row) => (
        <div key={row} className={classes.skeleton}>
          <Skeleton height={14} width={`${38 + ((row * 17) % 30)}%`} />
          <Skeleton height={12} width={`${62 + ((row * 23) % 34)}%`} />
          <Skeleton height={12} width="26%" />
        </div>
      ))}
    </div>
  )
}
