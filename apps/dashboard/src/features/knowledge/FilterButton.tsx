import { Button } from '@mantine/core'
import { IconFilter } from '@tabler/icons-react'
import { useText } from '../../lib/text.ts'
import { organiseText } from './organise.text.ts'

/** Shows and hides the filters. */
export function FilterButton({ isOpen, onToggle }: { isOpen: boolean; onToggle: () => void }) {
  const text = useText(organiseText)
  return (
    <Button
      variant={isOpen ? 'light' : 'default'}
      aria-expanded={isOpen}
      leftSection={<IconFilter size={18} aria-hidden />}
      onClick={onToggle}
    >
      {text.filter}
    </Button>
  )
}
