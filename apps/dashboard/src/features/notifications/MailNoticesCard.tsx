import { Switch, Text } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { SettingsCard } from '../../components/SettingsCard.tsx'
import '../../styles/widget.ts'
import { api } from '../../lib/api.ts'
import { notify } from '../../lib/notify.ts'
import { useProblem } from '../../lib/problems.ts'
import { useText } from '../../lib/text.ts'
import { mailNoticesText } from './mail-notices.text.ts'

const queryKey = ['mail-notices']

/** What one is told by mail. Holds at once. */
export function MailNoticesCard() {
  const text = useText(mailNoticesText)
  const problem = useProblem()
  const client = useQueryClient()
  const { data, isError, error, refetch } = useQuery({
    queryKey,
    queryFn: async ({ signal }) => (await api.request('GET /api/v1/me/mails', { signal })).data,
  })
  const save = useMutation({
    mutationFn: async (mentionsByMail: boolean) =>
      (await api.request('PATCH /api/v1/me/mails', { body: { mentionsByMail } })).data,
    onSuccess: (saved) => client.setQueryData(queryKey, saved),
    onError: (failure) => void notify({ color: 'red', message: problem(failure) }),
  })
  if (isError) return <ErrorNotice error={error} onRetry={() => void refetch()} />
  if (!data) return null
  return (
    <SettingsCard title={text.title} hint={text.hint}>
      {data.canSend ? (
        <Switch
          label={text.mentions}
          disabled={save.isPending}
          checked={save.isPending ? save.variables : data.mentionsByMail}
          onChange={(event) => save.mutate(event.currentTarget.checked)}
        />
      ) : (
        <Text size="sm">{text.noMail}</Text>
      )}
    </SettingsCard>
  )
}
