import { Button, Group, Text } from '@mantine/core'
import { commonText } from '../lib/common.text.ts'
import { hideNotice, notify } from '../lib/notify.ts'
import { useText } from '../lib/text.ts'

type UndoNoticeProps = { message: string; onUndo: () => void }

function UndoNotice({ message, onUndo }: UndoNoticeProps) {
  const text = useText(commonText)
  return (
    <Group justify="space-between" wrap="nowrap">
      <Text size="sm" lineClamp={1}>
        {message}
      </Text>
      <Button size="xs" variant="light" flex="none" onClick={onUndo}>
        {text.undo}
      </Button>
    </Group>
  )
}

/**
 * Says what was done, with a button that takes it back and closes the notice.
 * @param closesAfterMs false where whoever shows it also hides it.
 */
export function notifyUndo({
  id,
  message,
  onUndo,
  closesAfterMs,
}: UndoNoticeProps & { id: string; closesAfterMs: number | false }) {
  const undo = () => {
    void hideNotice(id)
    onUndo()
  }
  void notify({
    id,
    autoClose: closesAfterMs,
    withCloseButton: false,
    message: <UndoNotice message={message} onUndo={undo} />,
  })
}
