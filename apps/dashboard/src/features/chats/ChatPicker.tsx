import '../../styles/dialog.ts'
import { Button, TextInput } from '@mantine/core'
import { type BulkAction, type ChatLabel, type ChatSummary, labelColors } from '@minichat/contracts'
import { IconMoon, IconPlus, IconUser, IconUserOff } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { LabelDot } from '../../components/LabelDot.tsx'
import { api } from '../../lib/api.ts'
import { timeOf } from '../../lib/days.ts'
import { formatDateTime } from '../../lib/format.ts'
import { notify } from '../../lib/notify.ts'
import { useProblem } from '../../lib/problems.ts'
import { useSession } from '../../lib/session.tsx'
import { useLocale, useText } from '../../lib/text.ts'
import { inboxText } from './inbox.text.ts'
import { useInbox } from './inbox-context.ts'
import { labelsKey } from './inbox-keys.ts'
import classes from './PickList.module.css'
import { PickList } from './PickList.tsx'
import { snoozeTimes } from './snooze-times.ts'
import { useChatChanges } from './use-chat-changes.ts'
import { useLabels } from './use-chats.ts'
import { useTeammates } from './use-teammates.ts'

export type PickerKind = 'assign' | 'label' | 'snooze'
type ChatPickerProps = { kind: PickerKind; chatIds: string[]; chat?: ChatSummary; onClose: () => void }
type KindProps = Omit<ChatPickerProps, 'kind'> & { act: (action: BulkAction) => void }

/** Who is to see to a chat, what it is about, or when it is to come back. @param chat where it is about one */
export function ChatPicker({ kind, chatIds, chat, onClose }: ChatPickerProps) {
  const change = useChatChanges()
  const act = (action: BulkAction) => {
    change.mutate({ chatIds, action })
    onClose()
  }
  const props = { chatIds, onClose, act, ...(chat && { chat }) }
  if (kind === 'assign') return <AssignPicker {...props} />
  return kind === 'label' ? <LabelPicker {...props} /> : <SnoozePicker {...props} />
}

const nobodyId = 'nobody'

function AssignPicker({ chat, onClose, act }: KindProps) {
  const text = useText(inboxText)
  const { me } = useSession()
  const teammates = useTeammates() ?? []
  const others = teammates.filter(({ id }) => id !== me.user.id)
  const chosen = chat && (chat.assignee?.id ?? nobodyId)
  const options = [
    { id: me.user.id, name: me.user.name, hint: text.me, icon: <IconUser size={17} stroke={1.6} aria-hidden /> },
    ...others.map((one) => ({ ...one, icon: <IconUser size={17} stroke={1.6} aria-hidden /> })),
    { id: nobodyId, name: text.nobody, icon: <IconUserOff size={17} stroke={1.6} aria-hidden /> },
  ].map((option) => ({ ...option, isChosen: option.id === chosen }))
  return (
    <PickList
      title={text.assignTitle}
      placeholder={text.assignSearch}
      options={options}
      onPick={(id) => act({ type: 'assign', memberId: id === nobodyId ? null : id })}
      onClose={onClose}
    />
  )
}

const addId = 'add'

function LabelPicker({ chat, onClose, act }: KindProps) {
  const text = useText(inboxText)
  const labels = useLabels() ?? []
  const [search, setSearch] = useState('')
  const add = useAddLabel((label) => act({ type: 'label', addIds: [label.id], removeIds: [] }))
  const name = search.trim()
  const isNew = name !== '' && !labels.some((label) => label.name.toLocaleLowerCase() === name.toLocaleLowerCase())
  const options = labels.map(({ id, name: label, color }) => ({
    id,
    name: label,
    icon: <LabelDot color={color} />,
    isChosen: chat?.labelIds.includes(id) ?? false,
  }))
  const own = { id: addId, name: text.addLabel(name), icon: <IconPlus size={17} stroke={1.6} aria-hidden /> }
  function pick(id: string) {
    if (id === addId) return add.mutate({ name, color: labelColors[labels.length % labelColors.length] ?? 'gray' })
    const isOn = chat?.labelIds.includes(id)
    act({ type: 'label', addIds: isOn ? [] : [id], removeIds: isOn ? [id] : [] })
  }
  return (
    <PickList
      title={text.labelTitle}
      placeholder={text.labelSearch}
      options={isNew ? [...options, own] : options}
      onPick={pick}
      onClose={onClose}
      onSearch={setSearch}
    />
  )
}

function useAddLabel(onAdded: (label: ChatLabel) => void) {
  const { workspaceId } = useInbox()
  const client = useQueryClient()
  const problem = useProblem()
  return useMutation({
    mutationFn: async (label: Omit<ChatLabel, 'id'>) =>
      (await api.request('POST /api/v1/labels', { body: label })).data,
    onSuccess(label) {
      void client.invalidateQueries({ queryKey: labelsKey(workspaceId) })
      onAdded(label)
    },
    onError: (error) => void notify({ color: 'red', message: problem(error) }),
  })
}

const nowId = 'now'

function SnoozePicker({ chat, onClose, act }: KindProps) {
  const text = useText(inboxText)
  const locale = useLocale()
  const [now] = useState(() => new Date())
  const [other, setOther] = useState('')
  const icon = <IconMoon size={17} stroke={1.6} aria-hidden />
  const times = snoozeTimes(now).map(({ name, until }) => ({
    id: until.toISOString(),
    name: text[name],
    hint: formatDateTime(locale, until),
    icon,
  }))
  const snooze = (until: string | null) => act({ type: 'snooze', until })
  const isPossible = timeOf(other) > now
  return (
    <PickList
      title={text.snoozeTitle}
      placeholder={text.snoozeSearch}
      options={chat?.snoozedUntil ? [{ id: nowId, name: text.wakeNow, icon }, ...times] : times}
      onPick={(id) => snooze(id === nowId ? null : id)}
      onClose={onClose}
    >
      <div className={classes.more}>
        <TextInput
          type="datetime-local"
          label={text.otherTime}
          flex={1}
          value={other}
          onChange={(event) => setOther(event.currentTarget.value)}
        />
        <Button disabled={!isPossible} onClick={() => snooze(timeOf(other).toISOString())}>
          {text.setTime}
        </Button>
      </div>
    </PickList>
  )
}
