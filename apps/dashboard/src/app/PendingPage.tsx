import { Center, Loader } from '@mantine/core'
import { commonText } from '../lib/common.text.ts'
import { useText } from '../lib/text.ts'

/** While the code or the first data of a page is on its way for longer than a moment. */
export function PendingPage() {
  const text = useText(commonText)
  return (
    <Center mih="60dvh">
      <Loader size="sm" aria-label={text.loading} role="status" />
    </Center>
  )
}
