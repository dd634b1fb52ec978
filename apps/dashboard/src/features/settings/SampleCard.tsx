import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Confirm } from '../../components/Confirm.tsx'
import { SettingsCard } from '../../components/SettingsCard.tsx'
import { api } from '../../lib/api.ts'
import { notify } from '../../lib/notify.ts'
import { useProblem } from '../../lib/problems.ts'
import { meQuery, useSession } from '../../lib/session.tsx'
import { useText } from '../../lib/text.ts'
import { settingsText } from './settings.text.ts'

/** For operators, in any workspace, while the sample exists. */
export function SampleCard() {
  const text = useText(settingsText)
  const problem = useProblem()
  const queryClient = useQueryClient()
  const { me, workspace, switchWorkspace } = useSession()
  const [asks, setAsks] = useState(false)
  const sample = me.workspaces.find(({ isSample }) => isSample)
  const deletion = useMutation({
    mutationFn: () => api.request('DELETE /api/v1/sample'),
    onSuccess: async () => {
      setAsks(false)
      const own = me.workspaces.find(({ isSample }) => !isSample)
      if (workspace.isSample && own) switchWorkspace(own.id)
      await queryClient.invalidateQueries(meQuery)
      void notify({ message: text.sampleDeleted })
    },
    onError: (error) => {
      setAsks(false)
      void notify({ color: 'red', message: problem(error) })
    },
  })
  if (!sample || !me.user.isOperator) return null
  return (
    <SettingsCard
      title={text.sampleTitle}
      hint={text.sampleHint(sample.name)}
      footer={
        <>
          <Button color="red" variant="light" onClick={() => setAsks(true)}>
            {text.sampleDelete}
          </Button>
          <Confirm
            opened={asks}
            title={text.sampleConfirmTitle}
            confirm={text.sampleConfirmButton}
            isPending={deletion.isPending}
            onConfirm={() => deletion.mutate()}
            onClose={() => setAsks(false)}
          >
            {text.sampleConfirm(sample.name)}
          </Confirm>
        </>
      }
    />
  )
}
