import { Anchor, Skeleton, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { EntryLayout } from '../../components/EntryLayout.tsx'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { usePageTitle } from '../../components/use-page-title.ts'
import { authOptionsQuery, reachesByMail } from '../../lib/auth-options.ts'
import { commonText } from '../../lib/common.text.ts'
import { useText } from '../../lib/text.ts'
import { entryText } from './entry.text.ts'
import { LookIntoMail } from './LookIntoMail.tsx'
import { Outcome } from './Outcome.tsx'
import { RegisterForm } from './RegisterForm.tsx'

export function RegisterPage() {
  const text = useText(entryText)
  const common = useText(commonText)
  const options = useQuery(authOptionsQuery)
  const [address, setAddress] = useState<string | null>(null)
  const isReached = !options.data || reachesByMail(options.data)
  const isClosed = options.data !== undefined && options.data.registration !== 'open'
  const title = address ? (isReached ? text.mailTitle : text.noMailTitle) : text.registerTitle
  usePageTitle(title)
  if (address)
    return (
      <EntryLayout title={title}>
        <LookIntoMail address={address} isReached={isReached} onOtherAddress={() => setAddress(null)} />
      </EntryLayout>
    )
  return (
    <EntryLayout title={title} hint={isClosed ? undefined : text.registerHint}>
      {options.isPending && (
        <Stack>
          {Array.from({ length: 4 }, (_, row) => (
            <Skeleton key={row} height={42} />
          ))}
        </Stack>
      )}
      {options.isError && <ErrorNotice error={options.error} onRetry={() => void options.refetch()} />}
      {isClosed && (
        <Outcome kind="info" title={text.registerClosedTitle} next={{ to: '/sign-in', label: common.toSignIn }}>
          {text.registerClosed}
        </Outcome>
      )}
      {options.data?.registration === 'open' && (
        <>
          <RegisterForm onDone={setAddress} />
          <Text mt="lg" size="sm" c="dimmed">
            {text.haveAccount}{' '}
            <Anchor component={Link} to="/sign-in" inherit td="underline">
              {common.toSignIn}
            </Anchor>
          </Text>
        </>
      )}
    </EntryLayout>
  )
}
