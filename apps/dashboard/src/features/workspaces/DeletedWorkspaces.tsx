import { Button, Text, Title } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { api } from '../../lib/api.ts'
import { formatDateTime } from '../../lib/format.ts'
import { notify } from '../../lib/notify.ts'
import { languageOf, useLocale, useText } from '../../lib/text.ts'
import { useEnterWorkspace } from './use-enter-workspace.ts'
import classes from './Workspaces.module.css'
import { workspacesText } from './workspaces.text.ts'

/** Workspaces of one's own that can be restored; nothing where there is none. */
export function DeletedWorkspaces() {
  const text = useText(workspacesText)
  const locale = useLocale()
  const enter = useEnterWorkspace()
  const query = useQuery({
    queryKey: ['deleted-workspaces'],
    queryFn: async ({ signal }) => (await api.request('GET /api/v1/workspaces/deleted', { signal })).data,
    staleTime: 0,
  })
  const restore = useMutation({
    mutationFn: async ({ id }: { id: string; name: string }) => {
      await api.request('POST /api/v1/workspaces/:workspaceId/restore', { params: { workspaceId: id } })
      await enter(id)
    },
    onSuccess: (_, { name }) => void notify({ message: text.restored(name) }),
    onSettled: () => query.refetch(),
  })
  if (query.isError) return <ErrorNotice error={query.error} onRetry={() => void query.refetch()} />
  if (!query.data || query.data.length === 0) return null
  return (
    <section className={classes.section} aria-labelledby="deleted-workspaces">
      <Title order={2} size="h4" id="deleted-workspaces" mb={4}>
        {text.deleted}
      </Title>
      <Text size="sm" c="dimmed" mb="sm">
        {text.deletedHint}
      </Text>
      {restore.error && <ErrorNotice error={restore.error} />}
      <ul className={classes.list}>
        {query.data.map(({ id, name, restorableUntil }) => (
          <li key={id}>
            <div>
              <div className={classes.name} lang={languageOf(name)}>
                {name}
              </div>
              <div className={classes.facts}>
                {text.restorableUntil}{' '}
                <time dateTime={restorableUntil}>{formatDateTime(locale, new Date(restorableUntil))}</time>
              </div>
            </div>
            <Button
              variant="default"
              size="sm"
              aria-label={text.restoreNamed(name)}
              loading={restore.isPending && restore.variables.id === id}
              onClick={() => restore.mutate({ id, name })}
            >
              {text.restore}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}
