import { IconSearchOff } from '@tabler/icons-react'
import { EmptyNotice } from '../../components/EmptyNotice.tsx'
import { useText } from '../../lib/text.ts'
import { operatorText } from './operator.text.ts'

export function NothingFound() {
  const text = useText(operatorText)
  return (
    <EmptyNotice icon={<IconSearchOff size={36} stroke={1.3} />} title={text.nothingTitle}>
      {text.nothingHint}
    </EmptyNotice>
  )
}
