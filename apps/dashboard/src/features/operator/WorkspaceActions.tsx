import { Button, NativeSelect } from '@mantine/core'
import { type OperatedWorkspace, type PlanName, planNames } from '@minichat/contracts'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { api } from '../../lib/api.ts'
import { useText } from '../../lib/text.ts'
import { planText } from '../plan/plan.text.ts'
import classes from './Operator.module.css'
import { operatorText } from './operator.text.ts'
import { ReasonDialog } from './ReasonDialog.tsx'
import { useOperate } from './use-operator.ts'

/** What an operator can do with a workspace. Locking it and reading its chats need a reason. */
export function WorkspaceActions({ workspace }: { workspace: OperatedWorkspace }) {
  const text = useText(operatorText)
  const [asked, setAsked] = useState<'lock' | 'visit' | null>(null)
  const navigate = useNavigate()
  const params = { workspaceId: workspace.id }
  const unlock = useOperate(
    () => api.request('POST /api/v1/admin/workspaces/:workspaceId/unlock', { params }),
    text.done,
  )
  const lock = async (reason: string) => {
    await api.request('POST /api/v1/admin/workspaces/:workspaceId/lock', { params, body: { reason } })
  }
  const visit = async (reason: string) => {
    const { data } = await api.request('POST /api/v1/admin/workspaces/:workspaceId/visits', {
      params,
      body: { reason },
    })
    await navigate({
      to: '/operator/workspaces/$workspaceId/visits/$visitId',
      params: { workspaceId: workspace.id, visitId: data.id },
    })
  }
  return (
    <div className={classes.actions} role="group" aria-label={text.actions(workspace.name)}>
      {!workspace.isSample && <PlanChoice workspace={workspace} />}
      {!workspace.deletedAt && (
        <Button size="xs" variant="default" onClick={() => setAsked('visit')}>
          {text.visit}
        </Button>
      )}
      {workspace.lockedAt ? (
        <Button size="xs" variant="default" loading={unlock.isPending} onClick={() => unlock.mutate(undefined)}>
          {text.unlock}
        </Button>
      ) : (
        <Button size="xs" variant="default" onClick={() => setAsked('lock')}>
          {text.lock}
        </Button>
      )}
      <ReasonDialog
        opened={asked !== null}
        title={asked === 'visit' ? text.visitTitle(workspace.name) : text.lockWorkspaceTitle(workspace.name)}
        hint={asked === 'visit' ? text.visitHint : text.lockWorkspaceHint}
        confirm={asked === 'visit' ? text.visitStart : text.lock}
        isGrave={asked === 'lock'}
        act={asked === 'visit' ? visit : lock}
        onClose={() => setAsked(null)}
      />
    </div>
  )
}

function PlanChoice({ workspace: { id, name, plan, isDefaultPlan } }: { workspace: OperatedWorkspace }) {
  const text = useText(operatorText)
  const plans = useText(planText)
  const change = useOperate(
    (chosen: PlanName | null) =>
      api.request('PUT /api/v1/admin/workspaces/:workspaceId/plan', {
        params: { workspaceId: id },
        body: { plan: chosen },
      }),
    text.done,
  )
  return (
    <NativeSelect
      size="xs"
      aria-label={text.planOf(name)}
      value={isDefaultPlan ? '' : plan}
      disabled={change.isPending}
      onChange={(event) => change.mutate((event.currentTarget.value || null) as PlanName | null)}
      data={[
        { value: '', label: isDefaultPlan ? text.byDefault(plans[plan]) : text.useDefault },
        ...planNames.map((value) => ({ value, label: plans[value] })),
      ]}
    />
  )
}
