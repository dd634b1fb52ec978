import { Button, Group, Textarea, TextInput } from '@mantine/core'
import type { CannedReply } from '@minichat/contracts'
import { limits } from '@minichat/contracts/limits'
import { type FormEvent, useState } from 'react'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { languageOf, useText } from '../../lib/text.ts'
import { EditableList } from './EditableList.tsx'
import classes from './InboxSettings.module.css'
import { inboxSettingsText } from './inbox-settings.text.ts'
import { useCannedReplies } from './use-inbox-settings.ts'

export function CannedCard() {
  const text = useText(inboxSettingsText)
  const { query, remove } = useCannedReplies()
  return (
    <EditableList
      title={text.cannedTitle}
      hint={text.cannedHint}
      none={text.noCanned}
      addWords={text.addCanned}
      deleteTitle={text.deleteCannedTitle}
      deleteHint={text.deleteCannedHint}
      items={query.data}
      error={query.error ?? remove.error}
      onRetry={() => void query.refetch()}
      editWords={({ shortcut }) => text.editCanned(shortcut)}
      removeWords={({ shortcut }) => text.deleteCanned(shortcut)}
      show={(reply) => (
        <>
          <strong lang={languageOf(reply.shortcut)}>/{reply.shortcut}</strong>
          <p className={classes.words} lang={languageOf(reply.text)}>
            {reply.text}
          </p>
        </>
      )}
      form={(reply, onEnd) => <CannedForm reply={reply} onEnd={onEnd} />}
      onRemove={remove.mutate}
    />
  )
}

function CannedForm({ reply, onEnd }: { reply: CannedReply | null; onEnd: () => void }) {
  const text = useText(inboxSettingsText)
  const { save } = useCannedReplies()
  const [shortcut, setShortcut] = useState(reply?.shortcut ?? '')
  const [words, setWords] = useState(reply?.text ?? '')
  const isReady = shortcut.trim() !== '' && words.trim() !== ''
  function submit(event: FormEvent) {
    event.preventDefault()
    if (!isReady) return
    save.mutate({ id: reply?.id, shortcut: shortcut.trim().replace(/^\//, ''), text: words }, { onSuccess: onEnd })
  }
  return (
    <form className={classes.form} onSubmit={submit}>
      <TextInput
        autoFocus
        label={text.shortcut}
        description={text.shortcutHint}
        maxLength={41}
        value={shortcut}
        onChange={(event) => setShortcut(event.currentTarget.value)}
      />
      <Textarea
        label={text.text}
        autosize
        minRows={2}
        maxRows={10}
        maxLength={limits.messageMaxLength}
        lang={languageOf(words)}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      {save.error && <ErrorNotice error={save.error} />}
      <Group gap="sm">
        <Button type="submit" loading={save.isPending} disabled={!isReady}>
          {reply ? text.save : text.add}
        </Button>
        <Button variant="default" onClick={onEnd}>
          {text.cancel}
        </Button>
      </Group>
    </form>
  )
}
