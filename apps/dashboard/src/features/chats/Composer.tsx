import { ActionIcon, Textarea } from '@mantine/core'
import type { ChatSummary } from '@minichat/contracts'
import { limits } from '@minichat/contracts/limits'
import { IconLock, IconSend2 } from '@tabler/icons-react'
import { type KeyboardEvent, type Ref, useId } from 'react'
import { formatNumber } from '../../lib/format.ts'
import { languageOf, useLocale, useText } from '../../lib/text.ts'
import classes from './Composer.module.css'
import { chatsText } from './chats.text.ts'
import { useTellTyping } from './use-tell-typing.ts'

type ComposerProps = {
  chatId: string
  chat: ChatSummary | undefined
  draft: string
  onDraft: (draft: string) => void
  onSend: (text: string) => void
  fieldRef: Ref<HTMLTextAreaElement>
  /** A question above is to be answered first. */
  isHeldBack: boolean
}

/** Writes a reply. */
export function Composer({ chatId, chat, draft, onDraft, onSend, fieldRef, isHeldBack }: ComposerProps) {
  const text = useText(chatsText)
  const locale = useLocale()
  const hintId = useId()
  const tellTyping = useTellTyping(chatId)
  const words = draft.trim()
  const over = words.length - limits.messageMaxLength
  const maySend = words !== '' && over <= 0 && chat !== undefined && !isHeldBack

  function change(next: string) {
    onDraft(next)
    if (next.trim() !== '') tellTyping()
  }
  function send() {
    if (!maySend) return
    onSend(words)
    onDraft('')
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
    if (isHeldBack) return text.answerFirst
    return open?.handledBy === 'ai' ? text.replyTakesOver : text.replyKeys
  }
  return (
    <div className={classes.composer}>
      <Textarea
        ref={fieldRef}
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
        disabled={!maySend}
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
