import { useQuery, useQueryClient } from '@tanstack/react-query'
import { SwitchCard } from '../../components/SwitchCard.tsx'
import { api } from '../../lib/api.ts'
import { meQuery, useSession } from '../../lib/session.tsx'
import { useText } from '../../lib/text.ts'
import { useWorkspaceQuery } from '../../lib/workspace-queries.ts'
import { workspacesText } from './workspaces.text.ts'

/** Whether every member needs a second factor. */
export function SecondFactorCard() {
  const text = useText(workspacesText)
  const { workspace } = useSession()
  const queryClient = useQueryClient()
  const { data } = useQuery(useWorkspaceQuery())
  if (!data) return null
  return (
    <SwitchCard
      title={text.secondFactorTitle}
      hint={text.secondFactorHint}
      label={text.secondFactor}
      isOn={data.secondFactorRequired}
      save={async (isRequired) => {
        const saved = await api.request('PUT /api/v1/workspace/second-factor', { body: { isRequired } })
        queryClient.setQueryData([workspace.id, 'workspace'], saved.data)
        await queryClient.invalidateQueries(meQuery)
      }}
    />
  )
}
