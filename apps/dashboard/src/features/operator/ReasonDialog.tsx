import '../../styles/dialog.ts'
import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { commonText } from '../../lib/common.text.ts'
import { useChecks } from '../../lib/problems.ts'
import { useText } from '../../lib/text.ts'
import { operatorText } from './operator.text.ts'
import { useOperate } from './use-operator.ts'

type ReasonDialogProps = {
  opened: boolean
  title: string
  hint: string
  confirm: string
  isGrave: boolean
  act: (reason: string) => Promise<void>
  onClose: () => void
}

const reasonMaxLength = 300

/** Asks for the reason, which others will read, before something is done. */
export function ReasonDialog({ opened, title, onClose, ...rest }: ReasonDialogProps) {
  const common = useText(commonText)
  return (
    <Modal opened={opened} onClose={onClose} title={title} closeButtonProps={{ 'aria-label': common.close }}>
      <ReasonForm onClose={onClose} {...rest} />
    </Modal>
  )
}

function ReasonForm({ hint, confirm, isGrave, act, onClose }: Omit<ReasonDialogProps, 'opened' | 'title'>) {
  const text = useText(operatorText)
  const common = useText(commonText)
  const checks = useChecks()
  const [reason, setReason] = useState('')
  const [isTried, setTried] = useState(false)
  const problem = checks.required(reason, reasonMaxLength)
  const doing = useOperate(act, text.done)
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        setTried(true)
        if (!problem) doing.mutate(reason.trim(), { onSuccess: onClose })
      }}
    >
      <Stack gap="md">
        <Text size="sm">{hint}</Text>
        <TextInput
          label={text.reason}
          data-autofocus
          value={reason}
          error={isTried ? problem : null}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        {doing.isError && <ErrorNotice error={doing.error} />}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {common.cancel}
          </Button>
          <Button type="submit" color={isGrave ? 'red' : undefined} loading={doing.isPending}>
            {confirm}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
