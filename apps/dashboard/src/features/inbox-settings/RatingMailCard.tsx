import { NumberInput, Stack, Switch } from '@mantine/core'
import type { ChatMail } from '@minichat/contracts'
import { useState } from 'react'
import { SettingsCard } from '../../components/SettingsCard.tsx'
import '../../styles/knowledge.ts'
import '../../styles/widget.ts'
import { useMayManage } from '../../lib/session.tsx'
import { useText } from '../../lib/text.ts'
import { chatMailText } from './chat-mail.text.ts'
import { useChatMail, useSaveChatMail } from './use-chat-mail.ts'

const maxMinutes = 7 * 24 * 60

/** Whether visitors are asked by mail how their chat was. Nothing where no mail is sent: the card above says so. */
export function RatingMailCard() {
  const { data } = useChatMail()
  return data?.canSend ? <Form settings={data} /> : null
}

function Form({ settings }: { settings: ChatMail }) {
  const text = useText(chatMailText)
  const mayManage = useMayManage()
  const [asksRating, setAsks] = useState(settings.asksRating)
  const [minutes, setMinutes] = useState<number | ''>(settings.ratingAfterMinutes)
  const save = useSaveChatMail()
  const ratingAfterMinutes = minutes === '' ? 0 : minutes
  const isDirty = asksRating !== settings.asksRating || ratingAfterMinutes !== settings.ratingAfterMinutes
  return (
    <SettingsCard
      title={text.ratingTitle}
      hint={text.ratingHint}
      save={
        mayManage
          ? {
              onSave: () => save.mutate({ asksRating, ratingAfterMinutes }),
              isDirty,
              isPending: save.isPending,
              isSaved: save.isSuccess,
              error: save.error,
            }
          : undefined
      }
    >
      <Stack gap="md">
        <Switch
          label={text.asksRating}
          disabled={!mayManage}
          checked={asksRating}
          onChange={(event) => setAsks(event.currentTarget.checked)}
        />
        <NumberInput
          label={text.ratingMinutes}
          disabled={!mayManage || !asksRating}
          min={0}
          max={maxMinutes}
          allowDecimal={false}
          value={minutes}
          onChange={(value) => setMinutes(typeof value === 'number' ? value : '')}
        />
      </Stack>
    </SettingsCard>
  )
}
