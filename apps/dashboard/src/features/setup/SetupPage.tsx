import '../../styles/forms.ts'
import { Alert, Skeleton, Stack } from '@mantine/core'
import { IconLink, IconLinkOff } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Navigate } from '@tanstack/react-router'
import { useState } from 'react'
import { EntryLayout } from '../../components/EntryLayout.tsx'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { usePageTitle } from '../../components/use-page-title.ts'
import { useLinkToken } from '../../lib/link-token.ts'
import { setupQuery } from '../../lib/setup-query.ts'
import { useText } from '../../lib/text.ts'
import { SetupForm } from './SetupForm.tsx'
import { setupText } from './setup.text.ts'

/** Makes the first account and workspace, with the link that the server printed. */
export function SetupPage() {
  const text = useText(setupText)
  usePageTitle(text.title)
  const setup = useQuery(setupQuery)
  const token = useLinkToken('setup')
  const [refused, setRefused] = useState<string | null>(null)
  const isRefused = token !== null && token === refused

  if (setup.isError)
    return (
      <EntryLayout title={text.title}>
        <ErrorNotice error={setup.error} onRetry={() => void setup.refetch()} />
      </EntryLayout>
    )
  if (!setup.data)
    return (
      <EntryLayout title={text.title}>
        <Stack>
          {Array.from({ length: 4 }, (_, row) => (
            <Skeleton key={row} height={42} />
          ))}
        </Stack>
      </EntryLayout>
    )
  if (!setup.data.needed) return <Navigate to="/sign-in" replace />
  if (!token || isRefused)
    return (
      <EntryLayout title={text.title}>
        <Alert
          color={isRefused ? 'orange' : 'lagoon'}
          icon={isRefused ? <IconLinkOff aria-hidden /> : <IconLink aria-hidden />}
          title={isRefused ? text.wrongTitle : text.needTitle}
          role={isRefused ? 'alert' : undefined}
        >
          {text.needHint}
        </Alert>
      </EntryLayout>
    )
  return (
    <EntryLayout title={text.title} hint={text.hint}>
      <SetupForm token={token} onRefused={() => setRefused(token)} />
    </EntryLayout>
  )
}
