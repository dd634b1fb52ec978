import { Button, Group, Text } from '@mantine/core'
import type { MouseEvent } from 'react'
import { hideNotice, notify } from '../lib/notify.ts'
import { languageOf } from '../lib/text.ts'

type ChatNoticeProps = { id: string; chatId: string; words: string; open: string }

function ChatNotice({ id, chatId, words, open }: ChatNoticeProps) {
  const href = `/chats/${chatId}`
  function go(event: MouseEvent) {
    void hideNotice(id)
    if (event.ctrlKey || event.metaKey || event.shiftKey) return
    // Notices stand beside the router, which follows the history that the page has.
    event.preventDefault()
    window.history.pushState(null, '', href)
  }
  return (
    <Group justify="space-between" wrap="nowrap" gap="sm">
      <Text component="span" size="sm" lineClamp={2} lang={languageOf(words)}>
        {words}
      </Text>
      <Button component="a" href={href} size="xs" variant="light" flex="none" onClick={go}>
        {open}
      </Button>
    </Group>
  )
}

/** Says that something concerns the reader in a chat, with the way there. */
export const notifyOfChat = ({ title, closesAfterMs, ...props }: ChatNoticeProps & ChatNoticeLook) =>
  notify({ id: props.id, autoClose: closesAfterMs, title, message: <ChatNotice {...props} /> })

type ChatNoticeLook = { title: string; closesAfterMs: number }
