import { Button } from '@mantine/core'
import type { ChatSummary } from '@minichat/contracts'
import { IconUser, IconUserOff } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import '../../styles/dialog.ts'
import { RelativeTime } from '../../components/RelativeTime.tsx'
import { api } from '../../lib/api.ts'
import { notify } from '../../lib/notify.ts'
import { useProblem } from '../../lib/problems.ts'
import { languageOf, useText } from '../../lib/text.ts'
import classes from './ChatDetails.module.css'
import { chatsText } from './chats.text.ts'
import { inboxText } from './inbox.text.ts'
import { useInbox } from './inbox-context.ts'
import { PickList } from './PickList.tsx'
import { visitorTag } from './visitor.ts'

/** What else the visitor has asked, also as somebody else whom members know to be the same person. */
export function OtherChats({ chat }: { chat: ChatSummary }) {
  const text = useText(inboxText)
  const words = useText(chatsText)
  const { workspaceId } = useInbox()
  const visitorId = chat.visitor.id
  const [isMerging, setMerging] = useState(false)
  const queryKey = [workspaceId, 'other-chats', visitorId]
  const { data } = useQuery({
    queryKey,
    queryFn: async ({ signal }) =>
      (await api.request('GET /api/v1/chats', { query: { status: 'all', visitorId, limit: 20 }, signal })).data,
  })
  const others = data?.filter(({ id }) => id !== chat.id)
  const isMerged = data?.some(({ visitor }) => visitor.id !== visitorId) ?? false
  return (
    <section>
      <h4 className={classes.heading}>{text.otherChats}</h4>
      {others?.length === 0 && <p className={classes.quiet}>{text.noOtherChats}</p>}
      {others && others.length > 0 && (
        <ul className={classes.others}>
          {others.map((other) => (
            <li key={other.id}>
              <Link to="/chats/$chatId" params={{ chatId: other.id }} className={classes.other}>
                <span lang={languageOf(other.lastMessage?.excerpt ?? '')}>
                  {other.lastMessage?.excerpt || words.noMessage}
                </span>
                <RelativeTime at={other.updatedAt} />
              </Link>
            </li>
          ))}
        </ul>
      )}
      <Button size="xs" variant="default" mt={8} onClick={() => setMerging(true)}>
        {text.samePerson}
      </Button>
      {isMerging && (
        <SamePersonPicker chat={chat} isMerged={isMerged} queryKey={queryKey} onClose={() => setMerging(false)} />
      )}
    </section>
  )
}

const ownId = 'own'

type SamePersonPickerProps = { chat: ChatSummary; isMerged: boolean; queryKey: string[]; onClose: () => void }

function SamePersonPicker({ chat, isMerged, queryKey, onClose }: SamePersonPickerProps) {
  const text = useText(inboxText)
  const words = useText(chatsText)
  const { workspaceId, putChat } = useInbox()
  const client = useQueryClient()
  const problem = useProblem()
  const recent = useQuery({
    queryKey: [workspaceId, 'recent-visitors'],
    queryFn: async ({ signal }) =>
      (await api.request('GET /api/v1/chats', { query: { status: 'all', limit: 200 }, signal })).data,
  }).data
  const merge = useMutation({
    mutationFn: async (visitorId: string | null) =>
      (
        await api.request('POST /api/v1/chats/:chatId/same-person', {
          params: { chatId: chat.id },
          body: { visitorId },
        })
      ).data,
    onSuccess(summary) {
      putChat(summary)
      void client.invalidateQueries({ queryKey })
    },
    onError: (error) => void notify({ color: 'red', message: problem(error) }),
  })
  const visitors = new Map(recent?.map(({ visitor }) => [visitor.id, visitor]))
  visitors.delete(chat.visitor.id)
  const options = [...visitors.values()].map(({ id, name, email }) => ({
    id,
    name: [name ?? words.visitorTagged(visitorTag(id)), email].filter(Boolean).join(' · '),
    icon: <IconUser size={17} stroke={1.6} aria-hidden />,
  }))
  const own = { id: ownId, name: text.ownPerson, icon: <IconUserOff size={17} stroke={1.6} aria-hidden /> }
  return (
    <PickList
      title={text.samePersonTitle}
      placeholder={text.samePersonSearch}
      options={isMerged ? [own, ...options] : options}
      onPick={(id) => {
        merge.mutate(id === ownId ? null : id)
        onClose()
      }}
      onClose={onClose}
    />
  )
}
