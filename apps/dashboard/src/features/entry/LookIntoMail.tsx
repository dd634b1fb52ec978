import { Button, Stack } from '@mantine/core'
import { MailboxLink } from '../../components/MailboxLink.tsx'
import { ResendButton } from '../../components/ResendButton.tsx'
import { api } from '../../lib/api.ts'
import { commonText } from '../../lib/common.text.ts'
import { useText } from '../../lib/text.ts'
import { entryText } from './entry.text.ts'
import { Outcome } from './Outcome.tsx'

type LookIntoMailProps = { address: string; isReached: boolean; onOtherAddress: () => void }

/** After registering: the account waits until its address is confirmed. */
export function LookIntoMail({ address, isReached, onOtherAddress }: LookIntoMailProps) {
  const text = useText(entryText)
  const common = useText(commonText)
  const signIn = { to: '/sign-in', label: common.toSignIn } as const
  if (!isReached)
    return (
      <Outcome kind="info" title={address} next={signIn}>
        {text.noMailVerify(address)}
      </Outcome>
    )
  return (
    <Stack gap="md">
      <Outcome kind="info" title={address}>
        {text.mailSent(address)} {text.mailMissing}
      </Outcome>
      <MailboxLink />
      <ResendButton
        startsPaused
        send={() => api.request('POST /api/v1/auth/verify-email/resend', { body: { email: address } })}
      />
      <Button variant="subtle" onClick={onOtherAddress}>
        {text.otherAddress}
      </Button>
    </Stack>
  )
}
