import { NumberInput, Stack, Switch, Text } from '@mantine/core'
import type { ChatMail } from '@minichat/contracts'
import { useState } from 'react'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { SettingsCard } from '../../components/SettingsCard.tsx'
import '../../styles/knowledge.ts'
import '../../styles/widget.ts'
import { useMayManage } from '../../lib/session.tsx'
import { useText } from '../../lib/text.ts'
import { chatMailText } from './chat-mail.text.ts'
import { useChatMail, useSaveChatMail } from './use-chat-mail.ts'

const maxMinutes = 60

/** Whether replies follow visitors who have left, and how soon. */
export function ChatMailCard() {
  const text = useText(chatMailText)
  const { data, isError, error, refetch } = useChatMail()
  if (isError) return <ErrorNotice error={error} onRetry={() => void refetch()} />
  if (!data) return null
  return data.canSend ? (
    <Form settings={data} />
  ) : (
    <SettingsCard title={text.title} hint={text.hint}>
      <Text size="sm">{text.noMail}</Text>
    </SettingsCard>
  )
}

function Form({ settings }: { settings: ChatMail }) {
  const text = useText(chatMailText)
  const mayManage = useMayManage()
  const [isOn, setOn] = useState(settings.isOn)
  const [minutes, setMinutes] = useState<number | ''>(settings.afterSeconds / 60)
  const save = useSaveChatMail()
  const afterSeconds = Math.round((minutes === '' ? 0 : minutes) * 60)
  return (
    <SettingsCard
      title={text.title}
      hint={text.hint}
      save={
        mayManage
          ? {
              onSave: () => save.mutate({ isOn, afterSeconds }),
              isDirty: isOn !== settings.isOn || afterSeconds !== settings.afterSeconds,
              isPending: save.isPending,
              isSaved: save.isSuccess,
              error: save.error,
            }
          : undefined
      }
    >
      <Stack gap="md">
        <Switch
          label={text.isOn}
          disabled={!mayManage}
          checked={isOn}
          onChange={(event) => setOn(event.currentTarget.checked)}
        />
        <NumberInput
          label={text.minutes}
          disabled={!mayManage || !isOn}
          min={0}
          max={maxMinutes}
          allowDecimal
          decimalScale={1}
          value={minutes}
          onChange={(value) => setMinutes(typeof value === 'number' ? value : '')}
        />
        <Text size="sm" c="dimmed">
          {settings.canReceive ? text.canReceive : text.cannotReceive}
        </Text>
      </Stack>
    </SettingsCard>
  )
}
