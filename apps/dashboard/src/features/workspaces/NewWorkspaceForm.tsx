import { Button, Stack, Text, TextInput } from '@mantine/core'
import { limits } from '@minichat/contracts/limits'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { api } from '../../lib/api.ts'
import { useChecks } from '../../lib/problems.ts'
import { useText } from '../../lib/text.ts'
import { useEnterWorkspace } from './use-enter-workspace.ts'
import { workspacesText } from './workspaces.text.ts'

export function NewWorkspaceForm() {
  const text = useText(workspacesText)
  const checks = useChecks()
  const enter = useEnterWorkspace()
  const [name, setName] = useState('')
  const [isTried, setTried] = useState(false)
  const make = useMutation({
    mutationFn: async () => {
      const { data } = await api.request('POST /api/v1/workspaces', { body: { name } })
      await enter(data.id)
    },
  })
  const problem = checks.required(name, limits.nameMaxLength)

  function submit(event: FormEvent) {
    event.preventDefault()
    setTried(true)
    if (!problem && !make.isPending) make.mutate()
  }
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm" align="flex-start">
        <Text size="sm" c="dimmed">
          {text.newHint}
        </Text>
        <TextInput
          w="100%"
          label={text.newName}
          autoComplete="organization"
          value={name}
          error={isTried && problem}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        {make.error && <ErrorNotice error={make.error} />}
        <Button type="submit" loading={make.isPending}>
          {text.make}
        </Button>
      </Stack>
    </form>
  )
}
