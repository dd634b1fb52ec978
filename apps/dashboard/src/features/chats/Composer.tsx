import { Button, Textarea } from '@mantine/core'
import type { ChatSummary } from '@minichat/contracts'
import { limits } from '@minichat/contracts/limits'
import { IconLock, IconNote, IconSend2 } from '@tabler/icons-react'
import { type KeyboardEvent, lazy, type ReactNode, type RefObject, Suspense, useId, useRef, useState } from 'react'
import { formatNumber } from '../../lib/format.ts'
import { languageOf, useLocale, useText } from '../../lib/text.ts'
import classes from './Composer.module.css'
import { chatsText } from './chats.text.ts'
import { useCommand } from './inbox-commands.ts'
import { useDraft } from './use-draft.ts'
import { useSuggestions } from './use-suggestions.ts'
import { useTellTyping } from './use-tell-typing.ts'
import { useWriteNote } from './use-write-note.ts'

const ReplyHelp = lazy(async () => ({ default: (await import('../assist/ReplyHelp.tsx')).ReplyHelp }))
const Suggestions = lazy(async () => ({ default: (await import('./Suggestions.tsx')).Suggestions }))

type ComposerProps = {
  chatId: string
  chat: ChatSummary | undefined
  draft: string
  onDraft: (draft: string) => void
  onSend: (text: string) => void
  fieldRef: RefObject<HTMLTextAreaElement | null>
  /** A question above is to be answered first. */
  isHeldBack: boolean
}

/** Writes a reply to the visitor, or a note for the team: two papers that cannot be mixed up. */
export function Composer(props: ComposerProps) {
  const { chatId, chat, fieldRef } = props
  const text = useText(chatsText)
  const isClosed = chat?.status === 'closed'
  const [chosen, setMode] = useState<'reply' | 'note'>('reply')
  const mode = isClosed ? 'note' : chosen
  const show = (next: 'reply' | 'note') => {
    setMode(next)
    requestAnimationFrame(() => fieldRef.current?.focus())
  }
  useCommand('reply', () => show('reply'))
  useCommand('note', () => show('note'))
  return (
    <section className={classes.composer} data-mode={mode} aria-label={text.writeAs}>
      <div className={classes.modes}>
        {isClosed ? (
          <span className={classes.closed}>
            <IconLock size={15} stroke={1.6} aria-hidden />
            {text.eventClosed}
          </span>
        ) : (
          (['reply', 'note'] as const).map((one) => (
            <button
              key={one}
              type="button"
              className={classes.mode}
              aria-pressed={mode === one}
              title={one === 'reply' ? 'R' : 'N'}
              onClick={() => show(one)}
            >
              {one === 'reply' ? text.reply : text.note}
            </button>
          ))
        )}
      </div>
      {mode === 'reply' ? <ReplyForm {...props} /> : <NoteForm key={chatId} chatId={chatId} fieldRef={fieldRef} />}
    </section>
  )
}

function ReplyForm({ chatId, chat, draft, onDraft, onSend, fieldRef, isHeldBack }: ComposerProps) {
  const text = useText(chatsText)
  const tellTyping = useTellTyping(chatId)
  const words = draft.trim()
  const maySend = words !== '' && chat !== undefined && !isHeldBack
  function change(next: string) {
    onDraft(next)
    if (next.trim() !== '') tellTyping()
  }
  function send() {
    if (!maySend) return
    onSend(words)
    onDraft('')
  }
  const hint = isHeldBack ? text.answerFirst : chat?.handledBy === 'ai' ? text.replyTakesOver : text.replyKeys
  return (
    <>
      <Suspense>
        <ReplyHelp chatId={chatId} draft={draft} onDraft={change} onFocus={() => fieldRef.current?.focus()} />
      </Suspense>
      <WritingField
        sign="/"
        label={text.replyLabel}
        placeholder={text.replyPlaceholder}
        hint={hint}
        action={text.send}
        icon={<IconSend2 size={20} stroke={1.7} aria-hidden />}
        draft={draft}
        onDraft={change}
        fieldRef={fieldRef}
        chat={chat}
        maySend={maySend}
        onSend={send}
      />
    </>
  )
}

function NoteForm({ chatId, fieldRef }: Pick<ComposerProps, 'chatId' | 'fieldRef'>) {
  const text = useText(chatsText)
  const [draft, setDraft] = useDraft(`${chatId}.note`)
  const mentioned = useRef<{ id: string; name: string }[]>([])
  const write = useWriteNote(chatId, () => setDraft(''))
  const words = draft.trim()
  const maySend = words !== '' && !write.isPending
  return (
    <WritingField
      sign="@"
      label={text.noteLabel}
      placeholder={text.notePlaceholder}
      hint={text.noteKeys}
      action={text.saveNote}
      icon={<IconNote size={20} stroke={1.7} aria-hidden />}
      draft={draft}
      onDraft={setDraft}
      fieldRef={fieldRef}
      chat={undefined}
      maySend={maySend}
      onSend={() => maySend && write.mutate({ text: words, mentioned: mentioned.current })}
      onMention={(member) => mentioned.current.push(member)}
    />
  )
}

type WritingFieldProps = {
  /** What offers something to take, at the beginning of a word. */
  sign: '@' | '/'
  label: string
  placeholder: string
  hint: string
  action: string
  icon: ReactNode
  draft: string
  onDraft: (draft: string) => void
  fieldRef: RefObject<HTMLTextAreaElement | null>
  chat: ChatSummary | undefined
  maySend: boolean
  onSend: () => void
  onMention?: (member: { id: string; name: string }) => void
}

function WritingField(props: WritingFieldProps) {
  const { sign, label, placeholder, action, icon, draft, onDraft, fieldRef, chat, onSend, onMention } = props
  const text = useText(chatsText)
  const locale = useLocale()
  const hintId = useId()
  const suggestions = useSuggestions(sign, draft, onDraft, fieldRef)
  const over = draft.trim().length - limits.messageMaxLength
  const maySend = props.maySend && over <= 0

  function onKeyDown(event: KeyboardEvent) {
    if (suggestions.takes(event)) return event.preventDefault()
    if (event.key === 'Escape') return fieldRef.current?.blur()
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
    event.preventDefault()
    if (maySend) onSend()
  }
  return (
    <>
      {suggestions.word && (
        <Suspense>
          <Suggestions
            kind={sign === '@' ? 'mention' : 'canned'}
            query={suggestions.word.query}
            visitorName={chat?.visitor.name ?? ''}
            keysRef={suggestions.keys}
            onClose={suggestions.leave}
            onPick={({ id, name, text: words }) => {
              onMention?.({ id, name })
              suggestions.pick(words)
            }}
          />
        </Suspense>
      )}
      <Textarea
        ref={fieldRef}
        classNames={{ root: classes.field, input: classes.input }}
        aria-label={label}
        aria-describedby={hintId}
        placeholder={placeholder}
        autosize
        minRows={1}
        maxRows={8}
        enterKeyHint="send"
        lang={languageOf(draft)}
        value={draft}
        error={over > 0}
        onChange={(event) => onDraft(event.currentTarget.value)}
        onSelect={suggestions.look}
        onKeyDown={onKeyDown}
      />
      <Button className={classes.send} px="sm" aria-label={action} title={action} disabled={!maySend} onClick={onSend}>
        {icon}
        <span className={classes.action}>{action}</span>
      </Button>
      <p id={hintId} className={classes.hint} data-over={over > 0 || undefined}>
        {over > 0 ? text.tooLong(formatNumber(locale, over)) : props.hint}
      </p>
    </>
  )
}
