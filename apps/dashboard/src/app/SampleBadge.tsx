import { Badge } from '@mantine/core'
import { useText } from '../lib/text.ts'
import { shellText } from './shell.text.ts'

export function SampleBadge() {
  const text = useText(shellText)
  return (
    <Badge size="sm" variant="default" flex="none">
      {text.sample}
    </Badge>
  )
}
