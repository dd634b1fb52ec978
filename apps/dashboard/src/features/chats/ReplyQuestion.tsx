import { Button, Group } from '@mantine/core'
import type { Message } from '@minichat/contracts'
import { useId } from 'react'
import { languageOf, useText } from '../../lib/text.ts'
import classes from './Composer.module.css'
import { chatsText } from './chats.text.ts'
import type { OutboxItem } from './outbox.ts'

type ReplyQuestionProps = {
  held: readonly OutboxItem[]
  /** What the other one wrote; null until it has come here, too. */
  reply: Message | null
  onSend: () => void
  onKeep: () => void
}

/** Another member replied while this one was writing: look first, then decide. */
export function ReplyQuestion({ held, reply, onSend, onKeep }: ReplyQuestionProps) {
  const text = useText(chatsText)
  const titleId = useId()
  const own = held.map((item) => item.text).join('\n')
  return (
    <section className={classes.question} aria-labelledby={titleId}>
      <p id={titleId} className={classes.questionTitle} role="status">
        {text.repliedMeanwhile(reply?.author.name ?? text.someMember)}
      </p>
      {reply && (
        <blockquote className={classes.quote} lang={languageOf(reply.text)}>
          {reply.text}
        </blockquote>
      )}
      <p className={classes.questionLabel}>{text.yourReply}</p>
      <blockquote className={classes.quote} data-own lang={languageOf(own)}>
        {own}
      </blockquote>
      <Group gap="xs">
        <Button size="sm" onClick={onSend}>
          {text.sendAnyway}
        </Button>
        <Button size="sm" variant="default" onClick={onKeep}>
          {text.keepAsDraft}
        </Button>
      </Group>
    </section>
  )
}
