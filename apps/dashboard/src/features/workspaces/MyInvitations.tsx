import { Button, Skeleton, Text, Title } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { api } from '../../lib/api.ts'
import { languageOf, useText } from '../../lib/text.ts'
import { rolesText } from '../team/roles.text.ts'
import { useEnterWorkspace } from './use-enter-workspace.ts'
import classes from './Workspaces.module.css'
import { workspacesText } from './workspaces.text.ts'

/** @param isAlone the reader is in no workspace: that there is no invitation is worth telling then. */
export function MyInvitations({ isAlone }: { isAlone: boolean }) {
  const text = useText(workspacesText)
  const names = useText(rolesText)
  const enter = useEnterWorkspace()
  const query = useQuery({
    queryKey: ['my-invitations'],
    queryFn: async ({ signal }) => (await api.request('GET /api/v1/invitations', { signal })).data,
  })
  const accept = useMutation({
    mutationFn: async (invitationId: string) => {
      const { data } = await api.request('POST /api/v1/invitations/accept', { body: { invitationId } })
      await enter(data.workspaceId)
    },
    onSettled: () => query.refetch(),
  })
  if (!isAlone && query.data?.length === 0) return null
  return (
    <section className={classes.section} aria-labelledby="my-invitations">
      <Title order={2} size="h4" id="my-invitations" mb="sm">
        {text.invitations}
      </Title>
      {query.isPending && <Skeleton height={64} radius="lg" />}
      {query.isError && <ErrorNotice error={query.error} onRetry={() => void query.refetch()} />}
      {accept.error && <ErrorNotice error={accept.error} />}
      {query.data?.length === 0 && (
        <Text size="sm" c="dimmed">
          {text.noInvitations}
        </Text>
      )}
      {query.data && query.data.length > 0 && (
        <ul className={classes.list}>
          {query.data.map(({ id, workspace, invitedBy, role }) => (
            <li key={id}>
              <div>
                <div className={classes.name} lang={languageOf(workspace)}>
                  {workspace}
                </div>
                <div className={classes.facts}>
                  {invitedBy ? text.invitedBy(invitedBy, names[role]) : text.invitedAs(names[role])}
                </div>
              </div>
              <Button
                size="sm"
                aria-label={text.acceptNamed(workspace)}
                loading={accept.isPending && accept.variables === id}
                onClick={() => accept.mutate(id)}
              >
                {text.accept}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
