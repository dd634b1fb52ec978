import { Button, Group, Textarea } from '@mantine/core'
import type { Message } from '@minichat/contracts'
import { limits } from '@minichat/contracts/limits'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { commonText } from '../../lib/common.text.ts'
import { formatNumber } from '../../lib/format.ts'
import { useProblem } from '../../lib/problems.ts'
import { languageOf, useLocale, useText } from '../../lib/text.ts'
import { chatsText } from './chats.text.ts'
import classes from './MessageList.module.css'
import { useEditReply } from './use-change-reply.ts'

/** An own message as a field, in its place: Enter saves, Esc leaves it as it was. */
export function EditReply({ message, onEnd }: { message: Message; onEnd: () => void }) {
  const text = useText(chatsText)
  const common = useText(commonText)
  const locale = useLocale()
  const problem = useProblem()
  const edit = useEditReply(message)
  const field = useRef<HTMLTextAreaElement>(null)
  const [draft, setDraft] = useState(message.text)
  const words = draft.trim()
  const over = words.length - limits.messageMaxLength
  const refusal = over > 0 ? text.tooLong(formatNumber(locale, over)) : edit.isError ? problem(edit.error) : null

  useEffect(() => {
    const input = field.current
    input?.focus()
    input?.setSelectionRange(input.value.length, input.value.length)
  }, [])

  function save() {
    if (words === '' || over > 0 || edit.isPending) return
    if (words === message.text) return onEnd()
    edit.mutate(words, { onSuccess: onEnd })
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Escape') {
      event.stopPropagation()
      onEnd()
    } else if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault()
      save()
    }
  }

  return (
    <div className={classes.edit}>
      <Textarea
        ref={field}
        aria-label={text.editLabel}
        description={text.editKeys}
        inputWrapperOrder={['input', 'error', 'description']}
        autosize
        minRows={1}
        maxRows={10}
        lang={languageOf(draft)}
        value={draft}
        error={refusal}
        onChange={(event) => setDraft(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <Group gap="xs" justify="flex-end">
        <Button size="sm" variant="default" onClick={onEnd}>
          {common.cancel}
        </Button>
        <Button size="sm" loading={edit.isPending} disabled={words === '' || over > 0} onClick={save}>
          {common.save}
        </Button>
      </Group>
    </div>
  )
}
