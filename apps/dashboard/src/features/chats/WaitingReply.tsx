import { UnstyledButton } from '@mantine/core'
import type { ErrorCode } from '@minichat/contracts'
import { errorText } from '../../lib/errors.text.ts'
import { languageOf, useText } from '../../lib/text.ts'
import { chatsText } from './chats.text.ts'
import classes from './MessageList.module.css'
import { MessageText } from './MessageText.tsx'
import type { OutboxItem } from './outbox.ts'

type WaitingReplyProps = {
  item: OutboxItem
  onRetry: (item: OutboxItem) => void
  onDiscard: (item: OutboxItem) => void
}

/** A reply that is not stored yet: on its way, or failed with a way to send it again. */
export function WaitingReply({ item, onRetry, onDiscard }: WaitingReplyProps) {
  const text = useText(chatsText)
  const errors = useText(errorText)
  const hasFailed = item.status === 'failed'
  return (
    <div className={classes.group} data-author="member" data-waiting={item.status}>
      <div className={classes.message}>
        <div className={classes.bubble} lang={languageOf(item.text)}>
          <MessageText text={item.text} />
        </div>
      </div>
      <div className={classes.meta} role="status">
        {hasFailed ? (
          <>
            <span className={classes.failed}>
              {text.failed}. {errors[item.problem as ErrorCode] ?? errors.INTERNAL_ERROR}
            </span>
            <UnstyledButton className={classes.metaAction} onClick={() => onRetry(item)}>
              {text.retry}
            </UnstyledButton>
            <UnstyledButton className={classes.metaAction} onClick={() => onDiscard(item)}>
              {text.discard}
            </UnstyledButton>
          </>
        ) : (
          <span>{text.sending}</span>
        )}
      </div>
    </div>
  )
}
