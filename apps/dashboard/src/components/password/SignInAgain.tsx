import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { signOut } from '../../lib/session.tsx'
import { useText } from '../../lib/text.ts'
import { passwordText } from './password.text.ts'

/** Leads through the sign-in and back to this page. */
export function SignInAgain() {
  const text = useText(passwordText)
  const navigate = useNavigate()
  const leave = useMutation({
    mutationFn: signOut,
    onSettled: () => navigate({ to: '/sign-in', search: { next: location.pathname } }),
  })
  return (
    <Button variant="default" loading={leave.isPending} onClick={() => leave.mutate()}>
      {text.signInAgain}
    </Button>
  )
}
