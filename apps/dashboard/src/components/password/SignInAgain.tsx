import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { api } from '../../lib/api.ts'
import { useText } from '../../lib/text.ts'
import { passwordText } from './password.text.ts'

/** Leads through the sign-in and back to this page. */
export function SignInAgain() {
  const text = useText(passwordText)
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const leave = useMutation({
    // What is not sent yet stays: the same person comes back.
    mutationFn: () => api.request('POST /api/v1/auth/logout'),
    onSuccess: () => queryClient.clear(),
    onSettled: () => navigate({ to: '/sign-in', search: { next: location.pathname } }),
  })
  return (
    <Button variant="default" loading={leave.isPending} onClick={() => leave.mutate()}>
      {text.signInAgain}
    </Button>
  )
}
