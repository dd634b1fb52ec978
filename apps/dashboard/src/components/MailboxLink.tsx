import { Anchor, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { authOptionsQuery } from '../lib/auth-options.ts'
import { commonText } from '../lib/common.text.ts'
import { useText } from '../lib/text.ts'

/** Where mails are while a server is tried out: it sends none, and shows them on a page. */
export function MailboxLink() {
  const text = useText(commonText)
  const mailbox = useQuery(authOptionsQuery).data?.mailbox
  if (!mailbox) return null
  return (
    <Text size="sm">
      {text.mailboxHint}{' '}
      <Anchor href={mailbox} target="_blank" inherit td="underline">
        {text.mailboxOpen}
      </Anchor>
    </Text>
  )
}
