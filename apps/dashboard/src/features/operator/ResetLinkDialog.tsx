import '../../styles/dialog.ts'
import { Code, Group, Modal, Stack, Text } from '@mantine/core'
import { CopyButton } from '../../components/CopyButton.tsx'
import { commonText } from '../../lib/common.text.ts'
import { formatTime } from '../../lib/format.ts'
import { useLocale, useText } from '../../lib/text.ts'
import { operatorText } from './operator.text.ts'

type ResetLinkDialogProps = { name: string; link: { url: string; expiresAt: string } | null; onClose: () => void }

/** Shows the link once, to be handed over. */
export function ResetLinkDialog({ name, link, onClose }: ResetLinkDialogProps) {
  const text = useText(operatorText)
  const common = useText(commonText)
  const locale = useLocale()
  return (
    <Modal
      opened={link !== null}
      onClose={onClose}
      title={text.resetLinkTitle(name)}
      closeButtonProps={{ 'aria-label': common.close }}
    >
      {link && (
        <Stack gap="md">
          <Text size="sm">{text.resetLinkHint(formatTime(locale, new Date(link.expiresAt)))}</Text>
          <Code block style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
            {link.url}
          </Code>
          <Group justify="flex-end">
            <CopyButton value={link.url} />
          </Group>
        </Stack>
      )}
    </Modal>
  )
}
