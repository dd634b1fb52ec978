import '../styles/dialog.ts'
import { Button, Group, Modal, Text } from '@mantine/core'
import { useMounted } from '@mantine/hooks'
import { commonText } from '../lib/common.text.ts'
import { useText } from '../lib/text.ts'
import type { ConfirmProps } from './Confirm.tsx'

export function ConfirmDialog({ opened, title, confirm, isPending, onConfirm, onClose, children }: ConfirmProps) {
  const text = useText(commonText)
  // Opened only once it is there: the modal then knows where the focus came from, to give it back.
  const isThere = useMounted()
  return (
    <Modal opened={opened && isThere} onClose={onClose} title={title} closeButtonProps={{ 'aria-label': text.close }}>
      <Text component="div" size="sm">
        {children}
      </Text>
      <Group justify="flex-end" mt="lg" gap="sm">
        <Button variant="default" onClick={onClose} data-autofocus>
          {text.cancel}
        </Button>
        <Button
          color="red"
          loading={isPending}
          onClick={() => {
            onConfirm()
            if (isPending === undefined) onClose()
          }}
        >
          {confirm}
        </Button>
      </Group>
    </Modal>
  )
}
