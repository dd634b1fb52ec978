import { Skeleton } from '@mantine/core'
import { BackToList } from './BackToList.tsx'
import classes from './ChatPanel.module.css'
import { MessagesSkeleton } from './MessagesSkeleton.tsx'

export function ChatHeaderSkeleton() {
  return (
    <div className={classes.header}>
      <BackToList />
      <div className={classes.who}>
        <Skeleton height={16} width={120} />
        <Skeleton height={12} width={60} mt={8} />
      </div>
    </div>
  )
}

/** A chat whose panel is still being fetched. */
export function ChatSkeleton() {
  return (
    <div className={classes.panel}>
      <ChatHeaderSkeleton />
      <div className={classes.body}>
        <MessagesSkeleton />
      </div>
    </div>
  )
}
