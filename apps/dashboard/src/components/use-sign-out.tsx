import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { commonText } from '../lib/common.text.ts'
import { signOut } from '../lib/session.tsx'
import { useText } from '../lib/text.ts'
import { unsent } from '../lib/unsent.ts'
import { Confirm } from './Confirm.tsx'

/** Signs out, and asks first when something unsent would go. Draw `dialog` once on the page. */
export function useSignOut() {
  const text = useText(commonText)
  const navigate = useNavigate()
  const [asks, setAsks] = useState(false)
  const { mutate, isPending } = useMutation({
    mutationFn: signOut,
    onSettled: () => {
      setAsks(false)
      void navigate({ to: '/sign-in' })
    },
  })
  const dialog = (
    <Confirm
      opened={asks}
      title={text.unsentTitle}
      confirm={text.signOutAnyway}
      isPending={isPending}
      onConfirm={() => mutate()}
      onClose={() => setAsks(false)}
    >
      {text.unsentHint}
    </Confirm>
  )
  return { leave: () => (unsent.isThere() ? setAsks(true) : mutate()), isPending, dialog }
}
