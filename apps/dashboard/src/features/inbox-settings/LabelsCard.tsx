import { Button, Group, NativeSelect, TextInput } from '@mantine/core'
import { type ChatLabel, type LabelColor, labelColors } from '@minichat/contracts'
import { type FormEvent, useState } from 'react'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { LabelDot } from '../../components/LabelDot.tsx'
import { useText } from '../../lib/text.ts'
import { EditableList } from './EditableList.tsx'
import classes from './InboxSettings.module.css'
import { inboxSettingsText } from './inbox-settings.text.ts'
import { useChatLabels } from './use-inbox-settings.ts'

export function LabelsCard() {
  const text = useText(inboxSettingsText)
  const { query, remove } = useChatLabels()
  return (
    <EditableList
      title={text.labelsTitle}
      hint={text.labelsHint}
      none={text.noLabels}
      addWords={text.addLabel}
      deleteTitle={text.deleteLabelTitle}
      deleteHint={text.deleteLabelHint}
      items={query.data}
      error={query.error ?? remove.error}
      onRetry={() => void query.refetch()}
      editWords={({ name }) => text.editLabel(name)}
      removeWords={({ name }) => text.deleteLabel(name)}
      show={(label) => (
        <span className={classes.label}>
          <LabelDot color={label.color} />
          {label.name}
        </span>
      )}
      form={(label, onEnd) => <LabelForm label={label} onEnd={onEnd} />}
      onRemove={remove.mutate}
    />
  )
}

function LabelForm({ label, onEnd }: { label: ChatLabel | null; onEnd: () => void }) {
  const text = useText(inboxSettingsText)
  const { query, save } = useChatLabels()
  const next = labelColors[(query.data?.length ?? 0) % labelColors.length] ?? 'gray'
  const [name, setName] = useState(label?.name ?? '')
  const [color, setColor] = useState<LabelColor>(label?.color ?? next)
  const isReady = name.trim() !== ''
  function submit(event: FormEvent) {
    event.preventDefault()
    if (isReady) save.mutate({ id: label?.id, name, color }, { onSuccess: onEnd })
  }
  return (
    <form className={classes.form} onSubmit={submit}>
      <TextInput
        autoFocus
        label={text.name}
        maxLength={40}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <NativeSelect
        label={text.color}
        leftSection={<LabelDot color={color} />}
        data={labelColors.map((value) => ({ value, label: text[value] }))}
        value={color}
        onChange={(event) => setColor(event.currentTarget.value as LabelColor)}
      />
      {save.error && <ErrorNotice error={save.error} />}
      <Group gap="sm">
        <Button type="submit" loading={save.isPending} disabled={!isReady}>
          {label ? text.save : text.add}
        </Button>
        <Button variant="default" onClick={onEnd}>
          {text.cancel}
        </Button>
      </Group>
    </form>
  )
}
