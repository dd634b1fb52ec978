import { Alert, Button, Stack } from '@mantine/core'
import { IconUserQuestion } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { api } from '../../lib/api.ts'
import { useText } from '../../lib/text.ts'
import { unsent } from '../../lib/unsent.ts'
import { invitationText } from './invitation.text.ts'
import { useJoined } from './use-joined.ts'

/** For who is signed in: accept, or get out of the account that the invitation is not for. */
export function AcceptCard({ token, email, ownEmail }: { token: string; email: string; ownEmail: string }) {
  const text = useText(invitationText)
  const queryClient = useQueryClient()
  const joined = useJoined()
  const accept = useMutation({
    mutationFn: async () => (await api.request('POST /api/v1/invitations/accept', { body: { token } })).data,
    onSuccess: joined,
  })
  // What is on the page is asked for anew, by nobody in particular; the link's token stays in this tab.
  const leave = useMutation({
    mutationFn: () => api.request('POST /api/v1/auth/logout'),
    onSuccess: () => {
      unsent.forget()
      return queryClient.resetQueries()
    },
  })
  if (email !== ownEmail)
    return (
      <Stack gap="lg" align="flex-start">
        <Alert color="orange" icon={<IconUserQuestion aria-hidden />} title={text.otherTitle}>
          {text.other(ownEmail, email)}
        </Alert>
        {leave.error && <ErrorNotice error={leave.error} />}
        <Button loading={leave.isPending} onClick={() => leave.mutate()}>
          {text.signOut}
        </Button>
      </Stack>
    )
  return (
    <Stack gap="md">
      {accept.error && <ErrorNotice error={accept.error} />}
      <Button size="md" loading={accept.isPending} onClick={() => accept.mutate()}>
        {text.accept}
      </Button>
    </Stack>
  )
}
