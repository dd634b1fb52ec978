import '../../styles/dialog.ts'
import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { SettingsCard } from '../../components/SettingsCard.tsx'
import { api } from '../../lib/api.ts'
import { commonText } from '../../lib/common.text.ts'
import { notify } from '../../lib/notify.ts'
import { meQuery, useSession } from '../../lib/session.tsx'
import { useText } from '../../lib/text.ts'
import { workspacesText } from './workspaces.text.ts'

export function DeleteCard() {
  const text = useText(workspacesText)
  const common = useText(commonText)
  const [asks, setAsks] = useState(false)
  return (
    <SettingsCard
      title={text.deleteTitle}
      hint={text.deleteHint}
      footer={
        <>
          <Button color="red" variant="light" onClick={() => setAsks(true)}>
            {text.deleteButton}
          </Button>
          <Modal
            opened={asks}
            onClose={() => setAsks(false)}
            title={text.deleteConfirmTitle}
            closeButtonProps={{ 'aria-label': common.close }}
          >
            <DeleteForm onClose={() => setAsks(false)} />
          </Modal>
        </>
      }
    />
  )
}

/** Made anew each time the dialog opens. */
function DeleteForm({ onClose }: { onClose: () => void }) {
  const text = useText(workspacesText)
  const common = useText(commonText)
  const { workspace } = useSession()
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const [name, setName] = useState('')
  const [isWrong, setWrong] = useState(false)
  const deletion = useMutation({
    mutationFn: () => api.request('POST /api/v1/workspace/delete', { body: { name: name.trim() } }),
    onSuccess: async () => {
      void notify({ message: text.deletedNotice(workspace.name), autoClose: 10_000 })
      await navigate({ to: '/workspaces' })
      await queryClient.invalidateQueries(meQuery)
      await queryClient.invalidateQueries({ queryKey: ['deleted-workspaces'] })
    },
  })

  function submit(event: FormEvent) {
    event.preventDefault()
    // A dialog lies in the tree of the card that opened it: its form is not to be saved by this.
    event.stopPropagation()
    const isSame = name.trim() === workspace.name
    setWrong(!isSame)
    if (isSame && !deletion.isPending) deletion.mutate()
  }
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <Text size="sm">{text.deleteConfirm(workspace.name)}</Text>
        <TextInput
          label={text.deleteName}
          autoComplete="off"
          data-autofocus
          value={name}
          error={isWrong && text.deleteNameWrong}
          onChange={(event) => {
            setName(event.currentTarget.value)
            setWrong(false)
          }}
        />
        {deletion.error && <ErrorNotice error={deletion.error} />}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {common.cancel}
          </Button>
          <Button type="submit" color="red" loading={deletion.isPending}>
            {text.deleteButton}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
