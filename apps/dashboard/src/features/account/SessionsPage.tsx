import { Button, Skeleton, Stack } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { Confirm } from '../../components/Confirm.tsx'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { PageLayout } from '../../components/PageLayout.tsx'
import { SettingsCard } from '../../components/SettingsCard.tsx'
import { api } from '../../lib/api.ts'
import { commonText } from '../../lib/common.text.ts'
import { notify } from '../../lib/notify.ts'
import { useProblem } from '../../lib/problems.ts'
import { leaveNothing } from '../../lib/session.tsx'
import { useText } from '../../lib/text.ts'
import { unsent } from '../../lib/unsent.ts'
import { accountText } from './account.text.ts'
import { SessionList } from './SessionList.tsx'
import { sessionsText } from './sessions.text.ts'
import { sessionsQuery } from './sessions-query.ts'

export function SessionsPage() {
  const text = useText(accountText)
  const words = useText(sessionsText)
  const common = useText(commonText)
  const sessions = useQuery(sessionsQuery)
  return (
    <PageLayout title={text.sessions}>
      <Stack gap="lg">
        <SettingsCard title={words.title} hint={words.hint}>
          {sessions.isError && (
            <ErrorNotice error={sessions.error} title={common.couldNotLoad} onRetry={() => void sessions.refetch()} />
          )}
          {sessions.isPending && (
            <Stack gap="xs" role="status" aria-label={common.loading}>
              <Skeleton height={64} />
              <Skeleton height={64} />
            </Stack>
          )}
          {sessions.data && <SessionList sessions={sessions.data} />}
        </SettingsCard>
        <EverywhereCard />
      </Stack>
    </PageLayout>
  )
}

function EverywhereCard() {
  const text = useText(sessionsText)
  const common = useText(commonText)
  const problem = useProblem()
  const navigate = useNavigate()
  const [asks, setAsks] = useState(false)
  const leave = useMutation({
    mutationFn: () => api.request('POST /api/v1/auth/logout-everywhere'),
    onSuccess: () => {
      // Before going on: the sign-in page has queries of its own.
      leaveNothing()
      void navigate({ to: '/sign-in' })
    },
    onError: (error) => {
      setAsks(false)
      void notify({ color: 'red', message: problem(error) })
    },
  })
  return (
    <>
      <SettingsCard
        title={text.everywhereTitle}
        hint={text.everywhereHint}
        footer={
          <Button variant="default" onClick={() => setAsks(true)}>
            {text.everywhere}
          </Button>
        }
      />
      <Confirm
        opened={asks}
        title={text.everywhereConfirmTitle}
        confirm={text.everywhere}
        isPending={leave.isPending}
        onConfirm={() => leave.mutate()}
        onClose={() => setAsks(false)}
      >
        {text.everywhereConfirm} {unsent.isThere() && common.unsentHint}
      </Confirm>
    </>
  )
}
