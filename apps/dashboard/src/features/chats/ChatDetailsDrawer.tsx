import '../../styles/dialog.ts'
import { Drawer } from '@mantine/core'
import { useDisclosure, useMounted } from '@mantine/hooks'
import { commonText } from '../../lib/common.text.ts'
import { useText } from '../../lib/text.ts'
import { ChatDetails } from './ChatDetails.tsx'
import type { ChatView } from './chat-view.ts'
import { chatsText } from './chats.text.ts'

/** The details where they have no column of their own. */
export function ChatDetailsDrawer({ view, onClose }: { view: ChatView; onClose: () => void }) {
  const text = useText(chatsText)
  const common = useText(commonText)
  // Opened only once it is there: the drawer then knows where the focus came from, to give it back.
  const isThere = useMounted()
  const [isClosing, { open: close }] = useDisclosure(false)
  return (
    <Drawer
      opened={isThere && !isClosing}
      onClose={close}
      transitionProps={{ onExited: onClose }}
      position="right"
      size={360}
      title={text.details}
      closeButtonProps={{ 'aria-label': common.close }}
    >
      <ChatDetails view={view} />
    </Drawer>
  )
}
