import { ActionIcon, Button } from '@mantine/core'
import type { BulkAction } from '@minichat/contracts'
import { IconLock, IconMoon, IconShieldX, IconTag, IconUser, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { formatNumber } from '../../lib/format.ts'
import { useLocale, useText } from '../../lib/text.ts'
import classes from './BulkBar.module.css'
import { ChatPicker, type PickerKind } from './ChatPicker.tsx'
import { inboxText } from './inbox.text.ts'
import { useChatChanges } from './use-chat-changes.ts'
import type { SelectedChats } from './use-selected-chats.ts'

/** What can be done with the chosen chats, below the list for as long as there are any. */
export function BulkBar({ selection }: { selection: SelectedChats }) {
  const text = useText(inboxText)
  const locale = useLocale()
  const [picker, setPicker] = useState<PickerKind | null>(null)
  const change = useChatChanges(selection.clear)
  const chatIds = [...selection.ids]
  const act = (action: BulkAction) => () => change.mutate({ chatIds, action })
  const icon = { size: 17, stroke: 1.6, 'aria-hidden': true } as const
  return (
    <div className={classes.bar} role="toolbar" aria-label={text.selected(formatNumber(locale, chatIds.length))}>
      <div className={classes.head}>
        <strong role="status">{text.selected(formatNumber(locale, chatIds.length))}</strong>
        <ActionIcon aria-label={text.clearSelection} title={text.clearSelection} onClick={selection.clear}>
          <IconX size={18} aria-hidden />
        </ActionIcon>
      </div>
      <div className={classes.actions}>
        <Button
          size="xs"
          variant="default"
          loading={change.isPending}
          leftSection={<IconLock {...icon} />}
          onClick={act({ type: 'close' })}
        >
          {text.close}
        </Button>
        <Button size="xs" variant="default" leftSection={<IconUser {...icon} />} onClick={() => setPicker('assign')}>
          {text.assign}
        </Button>
        <Button size="xs" variant="default" leftSection={<IconTag {...icon} />} onClick={() => setPicker('label')}>
          {text.label}
        </Button>
        <Button size="xs" variant="default" leftSection={<IconMoon {...icon} />} onClick={() => setPicker('snooze')}>
          {text.snooze}
        </Button>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconShieldX {...icon} />}
          onClick={act({ type: 'spam', isSpam: true })}
        >
          {text.spam}
        </Button>
      </div>
      {picker && <ChatPicker kind={picker} chatIds={chatIds} onClose={() => setPicker(null)} />}
    </div>
  )
}
