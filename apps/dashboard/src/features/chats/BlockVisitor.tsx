import { ConfirmDialog } from '../../components/ConfirmDialog.tsx'
import { useText } from '../../lib/text.ts'
import { inboxText } from './inbox.text.ts'
import { useBlockVisitor } from './use-block-visitor.ts'

/** Asks before the visitor of a chat is blocked. */
export function BlockVisitor({ chatId, onClose }: { chatId: string; onClose: () => void }) {
  const text = useText(inboxText)
  const block = useBlockVisitor(chatId)
  return (
    <ConfirmDialog
      opened
      title={text.blockTitle}
      confirm={text.block}
      onConfirm={() => block.mutate(true)}
      onClose={onClose}
    >
      {text.blockHint}
    </ConfirmDialog>
  )
}
