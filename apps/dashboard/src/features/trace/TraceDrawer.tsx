import '../../styles/dialog.ts'
import { Drawer, Loader } from '@mantine/core'
import { useDisclosure, useMounted } from '@mantine/hooks'
import { IconHistoryOff } from '@tabler/icons-react'
import { EmptyNotice } from '../../components/EmptyNotice.tsx'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { commonText } from '../../lib/common.text.ts'
import { useText } from '../../lib/text.ts'
import { TraceView } from './TraceView.tsx'
import { traceText } from './trace.text.ts'
import { type TracedMessage, useTrace } from './use-trace.ts'

/** How an answer came about, beside the chat. */
export function TraceDrawer({ message, onClose }: { message: TracedMessage; onClose: () => void }) {
  const text = useText(traceText)
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
      size={480}
      title={text.title}
      closeButtonProps={{ 'aria-label': common.close }}
    >
      <Content message={message} />
    </Drawer>
  )
}

function Content({ message }: { message: TracedMessage }) {
  const text = useText(traceText)
  const common = useText(commonText)
  const query = useTrace(message)
  if (query.isError) return <ErrorNotice error={query.error} onRetry={() => void query.refetch()} />
  if (query.data === undefined) return <Loader size="sm" type="dots" aria-label={common.loading} />
  if (query.data === null) {
    return (
      <EmptyNotice icon={<IconHistoryOff size={36} stroke={1.4} />} title={text.noneTitle}>
        {text.noneHint}
      </EmptyNotice>
    )
  }
  return <TraceView trace={query.data} />
}
