import { Badge, Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Confirm } from '../../components/Confirm.tsx'
import listClasses from '../../components/ListFrame.module.css'
import { api } from '../../lib/api.ts'
import { formatDateTime, formatRelative } from '../../lib/format.ts'
import { notify } from '../../lib/notify.ts'
import { useProblem } from '../../lib/problems.ts'
import { useLocale, useText } from '../../lib/text.ts'
import { useNow } from '../../lib/use-now.ts'
import { ItemRow } from './ItemRow.tsx'
import { sessionsText } from './sessions.text.ts'
import { sessionsQuery } from './sessions-query.ts'

type SignInSession = {
  id: string
  device: string
  address: string
  createdAt: string
  lastUsedAt: string
  isCurrent: boolean
}

export function SessionList({ sessions }: { sessions: SignInSession[] }) {
  const text = useText(sessionsText)
  const locale = useLocale()
  const now = useNow()
  const problem = useProblem()
  const queryClient = useQueryClient()
  const [chosen, setChosen] = useState<SignInSession | null>(null)
  const [asks, setAsks] = useState(false)
  const end = useMutation({
    mutationFn: ({ id }: SignInSession) =>
      api.request('DELETE /api/v1/auth/sessions/:sessionId', { params: { sessionId: id } }),
    onSuccess: (_, { device }) => void notify({ message: text.signedOut(device) }),
    onError: (error) => void notify({ color: 'red', message: problem(error) }),
    onSettled: async () => {
      await queryClient.invalidateQueries(sessionsQuery)
      setAsks(false)
    },
  })
  const detailsOf = ({ address, createdAt, lastUsedAt }: SignInSession) =>
    [
      address,
      text.lastUsed(formatRelative(locale, new Date(lastUsedAt), now)),
      text.since(formatDateTime(locale, new Date(createdAt))),
    ].join(' · ')
  return (
    <>
      <ul className={listClasses.list}>
        {sessions.map((one) => (
          <li key={one.id}>
            <ItemRow
              title={one.device}
              badge={
                one.isCurrent && (
                  <Badge color="lagoon" variant="light">
                    {text.current}
                  </Badge>
                )
              }
              details={detailsOf(one)}
              action={
                !one.isCurrent && (
                  <Button
                    variant="default"
                    size="sm"
                    flex="none"
                    aria-label={text.signOutDevice(one.device, one.address)}
                    onClick={() => {
                      setChosen(one)
                      setAsks(true)
                    }}
                  >
                    {text.signOut}
                  </Button>
                )
              }
            />
          </li>
        ))}
      </ul>
      <Confirm
        opened={asks}
        title={text.signOutTitle}
        confirm={text.signOut}
        isPending={end.isPending}
        onConfirm={() => chosen && end.mutate(chosen)}
        onClose={() => setAsks(false)}
      >
        {chosen && text.signOutHint(chosen.device)}
      </Confirm>
    </>
  )
}
