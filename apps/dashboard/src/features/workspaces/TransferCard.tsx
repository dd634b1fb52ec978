import { Button, NativeSelect, Skeleton, Text } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { usePasswordPrompt } from '../../components/password/PasswordPrompt.tsx'
import { SettingsCard } from '../../components/SettingsCard.tsx'
import { api } from '../../lib/api.ts'
import { notify } from '../../lib/notify.ts'
import { meQuery, useSession } from '../../lib/session.tsx'
import { useText } from '../../lib/text.ts'
import { workspacesText } from './workspaces.text.ts'

/** As many as one call gives: the list is for choosing from. */
const shown = 200

export function TransferCard() {
  const text = useText(workspacesText)
  const { me, workspace } = useSession()
  const queryClient = useQueryClient()
  const { ask, dialog } = usePasswordPrompt()
  const [chosen, setChosen] = useState('')
  const { data, isError, error, refetch } = useQuery({
    queryKey: [workspace.id, 'members', 'to-choose'],
    queryFn: async ({ signal }) =>
      (await api.request('GET /api/v1/team/members', { query: { limit: shown }, signal })).data,
  })
  const others = data?.filter(({ id }) => id !== me.user.id)
  const person = others?.find(({ id }) => id === chosen) ?? others?.[0]

  return (
    <SettingsCard
      title={text.transferTitle}
      hint={text.transferHint}
      footer={
        person && (
          <Button
            color="red"
            variant="light"
            onClick={() =>
              ask({
                title: text.transferConfirmTitle,
                hint: text.transferConfirm(workspace.name, person.name),
                confirm: text.transfer,
                isDangerous: true,
                run: async (password) => {
                  await api.request('POST /api/v1/team/transfer', { body: { userId: person.id, password } })
                  void notify({ message: text.transferred(person.name) })
                  await queryClient.invalidateQueries({ queryKey: [workspace.id, 'members'] })
                  await queryClient.invalidateQueries(meQuery)
                },
              })
            }
          >
            {text.transfer}
          </Button>
        )
      }
    >
      {isError && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {!data && !isError && <Skeleton height={60} />}
      {others?.length === 0 && (
        <Text size="sm" c="dimmed">
          {text.transferNobody}
        </Text>
      )}
      {others && person && (
        <NativeSelect
          label={text.transferTo}
          value={person.id}
          data={others.map(({ id, name, email }) => ({ value: id, label: `${name} (${email})` }))}
          onChange={(event) => setChosen(event.currentTarget.value)}
        />
      )}
      {dialog}
    </SettingsCard>
  )
}
