import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import { IconMail } from '@tabler/icons-react'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { MailboxLink } from '../../components/MailboxLink.tsx'
import { ResendButton } from '../../components/ResendButton.tsx'
import { useText } from '../../lib/text.ts'
import { accountText } from './account.text.ts'
import { useEmailChange } from './use-email-change.ts'

/** A change of address that has been asked for, until it is confirmed from both or taken back. */
export function EmailWaiting() {
  const text = useText(accountText)
  const { change, resend, cancel } = useEmailChange()
  if (!change) return null
  const { email, isOldConfirmed, isNewConfirmed } = change
  const words = isOldConfirmed ? text.emailNewMissing : isNewConfirmed ? text.emailOldMissing : text.emailAsked
  return (
    <Alert color="lagoon" icon={<IconMail aria-hidden />} title={text.emailAskedTitle(email)} role="status">
      <Stack gap="sm">
        <Text size="sm">{words(email)}</Text>
        <MailboxLink />
        {cancel.error && <ErrorNotice error={cancel.error} />}
        <Group gap="sm">
          <ResendButton send={resend} />
          <Button variant="default" size="sm" loading={cancel.isPending} onClick={() => cancel.mutate()}>
            {text.emailCancel}
          </Button>
        </Group>
      </Stack>
    </Alert>
  )
}
