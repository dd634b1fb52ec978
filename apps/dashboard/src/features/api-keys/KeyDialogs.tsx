import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { CopyButton } from '../../components/CopyButton.tsx'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { commonText } from '../../lib/common.text.ts'
import { useText } from '../../lib/text.ts'
import { apiKeysText } from './api-keys.text.ts'
import { CodeBlock, curlExample } from './CodeBlock.tsx'

/** A dialog with a form; what is typed is not lost by a click beside it. */
export function FormDialog({
  opened,
  title,
  onClose,
  children,
}: {
  opened: boolean
  title: string
  onClose: () => void
  children: ReactNode
}) {
  const common = useText(commonText)
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={title}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': common.close }}
    >
      {children}
    </Modal>
  )
}

export function FormEnd({
  submit,
  isPending,
  error,
  onClose,
}: {
  submit: string
  isPending: boolean
  error: unknown
  onClose: () => void
}) {
  const common = useText(commonText)
  return (
    <>
      {error ? <ErrorNotice error={error} /> : null}
      <Group justify="flex-end" gap="sm">
        <Button variant="default" onClick={onClose}>
          {common.cancel}
        </Button>
        <Button type="submit" loading={isPending}>
          {submit}
        </Button>
      </Group>
    </>
  )
}

/** A new secret, which is never shown again: neither Esc nor a click beside it closes this. */
export function SecretDialog({ secret, onClose }: { secret: string | null; onClose: () => void }) {
  const text = useText(apiKeysText)
  return (
    <Modal
      opened={secret !== null}
      onClose={onClose}
      size="lg"
      title={text.secretTitle}
      withCloseButton={false}
      closeOnClickOutside={false}
      closeOnEscape={false}
    >
      {secret !== null && (
        <Stack gap="md">
          <Text size="sm">{text.secretHint}</Text>
          <CodeBlock label={text.secretLabel} code={secret} wrap />
          <Group gap="sm">
            <CopyButton value={secret} label={text.copyKey} />
          </Group>
          <Text size="sm">{text.example}</Text>
          <CodeBlock label={text.exampleLabel} code={curlExample(secret)} wrap />
          <Group justify="flex-end">
            <Button onClick={onClose}>{text.stored}</Button>
          </Group>
        </Stack>
      )}
    </Modal>
  )
}
