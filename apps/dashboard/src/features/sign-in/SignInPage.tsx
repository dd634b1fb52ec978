import '../../styles/forms.ts'
import { Alert, Anchor, Skeleton, Stack, Text } from '@mantine/core'
import { IconLink } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { EntryLayout } from '../../components/EntryLayout.tsx'
import { usePageTitle } from '../../components/use-page-title.ts'
import { setupQuery } from '../../lib/setup-query.ts'
import { useText } from '../../lib/text.ts'
import { CodeStep } from './CodeStep.tsx'
import { OtherWays } from './OtherWays.tsx'
import { PasswordStep } from './PasswordStep.tsx'
import { signInText } from './sign-in.text.ts'
import { takeChallenge } from './take-challenge.ts'
import { type Challenge, useFinishSignIn } from './use-finish-sign-in.ts'

export function SignInPage() {
  const text = useText(signInText)
  const { data: setup, isPending } = useQuery(setupQuery)
  const [challenge, setChallenge] = useState<Challenge | null>(takeChallenge)
  const [isLate, setLate] = useState(false)
  const finish = useFinishSignIn(setChallenge)
  const title = setup?.needed ? text.setupTitle : challenge ? text.codeTitle : text.title
  usePageTitle(title)

  if (isPending)
    return (
      <EntryLayout title={title}>
        <Stack>
          <Skeleton height={42} />
          <Skeleton height={42} />
        </Stack>
      </EntryLayout>
    )
  if (setup?.needed)
    return (
      <EntryLayout title={title}>
        <Alert color="lagoon" icon={<IconLink aria-hidden />} title={text.setupLink}>
          {text.setupHint}
        </Alert>
      </EntryLayout>
    )
  if (challenge)
    return (
      <EntryLayout title={title}>
        <CodeStep
          challenge={challenge}
          onDone={finish}
          onBack={(isTooLate) => {
            setChallenge(null)
            setLate(isTooLate)
          }}
        />
      </EntryLayout>
    )
  return (
    <EntryLayout title={title}>
      <PasswordStep isLate={isLate} onDone={finish} />
      <OtherWays onDone={finish} />
      {setup && <NoAccountYet registration={setup.registration} />}
    </EntryLayout>
  )
}

function NoAccountYet({ registration }: { registration: 'open' | 'invite' | 'closed' }) {
  const text = useText(signInText)
  if (registration === 'closed') return null
  return (
    <Text mt="lg" size="sm" c="dimmed">
      {registration === 'invite' ? (
        text.invite
      ) : (
        <>
          {text.registerQuestion}{' '}
          <Anchor component={Link} to="/register" inherit td="underline">
            {text.register}
          </Anchor>
        </>
      )}
    </Text>
  )
}
