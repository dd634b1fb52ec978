import { ActionIcon, Textarea } from '@mantine/core'
import type { ChatSummary } from '@minichat/contracts'
import { limits } from '@minichat/contracts/limits'
import { IconLock, IconSend2 } from '@tabler/icons-react'
import { type KeyboardEvent, useId, useState } from 'react'
import { formatNumber } from '../../lib/format.ts'
import { storage } from '../../lib/stored.ts'
import { languageOf, useLocale, useText } from '../../lib/text.ts'
import classes from './Composer.module.css'
import { chatsText } from './chats.text.ts'

type ComposerProps = { chatId: string; chat: ChatSummary | undefined; onSend: (text: string) => void }

/** Writes a reply. What is begun is kept per chat until it is sent. */
export function Composer({ chatId, chat, onSend }: ComposerProps) {
  const text = useText(chatsText)
  const locale = useLocale()
  const hintId = useId()
  const draftKey = `minichat.draft.${chatId}`
  const [draft, setDraft] = useState(() => storage.read(draftKey) ?? '')
  const words = draft.trim()
  const over = words.length - limits.messageMaxLength

  function change(next: string) {
    setDraft(next)
    storage.write(draftKey, next === '' ? null : next)
  }
  function send() {
    if (words === '' || over > 0 || !chat) return
    onSend(words)
    change('')
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
    event.preventDefault()
    send()
  }

  if (chat?.status === 'closed')
    return (
      <div className={classes.closed}>
        <IconLock size={16} stroke={1.6} aria-hidden />
        {text.eventClosed}
      </div>
    )
  const hint = over > 0 ? text.tooLong(formatNumber(locale, over)) : hintFor(chat)
  function hintFor(open: ChatSummary | undefined) {
    return open?.handledBy === 'ai' ? text.replyTakesOver : text.replyKeys
  }
  return (
    <div className={classes.composer}>
      <Textarea
        classNames={{ root: classes.field, input: classes.input }}
        aria-label={text.replyLabel}
        aria-describedby={hintId}
        placeholder={text.replyPlaceholder}
        autosize
        minRows={1}
        maxRows={8}
        enterKeyHint="send"
        lang={languageOf(draft)}
        value={draft}
        error={over > 0}
        onChange={(event) => change(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <ActionIcon
        className={classes.send}
        size={42}
        variant="filled"
        color="lagoon"
        aria-label={text.send}
        title={text.send}
        disabled={words === '' || over > 0 || !chat}
        onClick={send}
      >
        <IconSend2 size={20} stroke={1.7} aria-hidden />
      </ActionIcon>
      <p id={hintId} className={classes.hint} data-over={over > 0 || undefined}>
        {hint}
      </p>
    </div>
  )
}
