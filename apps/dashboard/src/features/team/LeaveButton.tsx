import { Button } from '@mantine/core'
import { IconLogout2 } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Confirm } from '../../components/Confirm.tsx'
import { api } from '../../lib/api.ts'
import { notify } from '../../lib/notify.ts'
import { useProblem } from '../../lib/problems.ts'
import { meQuery, useSession } from '../../lib/session.tsx'
import { useText } from '../../lib/text.ts'
import { teamText } from './team.text.ts'

export function LeaveButton() {
  const text = useText(teamText)
  const problem = useProblem()
  const queryClient = useQueryClient()
  const { workspace } = useSession()
  const [asks, setAsks] = useState(false)
  const leave = useMutation({
    mutationFn: () => api.request('POST /api/v1/team/leave'),
    onSuccess: () => {
      void notify({ message: text.left(workspace.name) })
      return queryClient.invalidateQueries(meQuery)
    },
    onError: (error) => void notify({ color: 'red', message: problem(error) }),
    onSettled: () => setAsks(false),
  })
  return (
    <>
      <Button variant="default" leftSection={<IconLogout2 size={18} aria-hidden />} onClick={() => setAsks(true)}>
        {text.leave}
      </Button>
      <Confirm
        opened={asks}
        title={text.leaveTitle}
        confirm={text.leave}
        isPending={leave.isPending}
        onConfirm={() => leave.mutate()}
        onClose={() => setAsks(false)}
      >
        {text.leaveHint(workspace.name)}
      </Confirm>
    </>
  )
}
