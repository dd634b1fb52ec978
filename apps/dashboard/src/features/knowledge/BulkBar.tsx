import { ActionIcon, Button } from '@mantine/core'
import { IconFolderCog, IconPower, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { formatNumber } from '../../lib/format.ts'
import { useLocale, useText } from '../../lib/text.ts'
import classes from './Knowledge.module.css'
import { OrganiseDialog } from './OrganiseDialog.tsx'
import { organiseText } from './organise.text.ts'
import type { ListName } from './use-knowledge.ts'
import { useOrganise } from './use-organise.ts'
import type { Selection } from './use-selection.ts'

/** What can be done with the chosen rows, at the bottom of the window as long as there are any. */
export function BulkBar({ list, selection }: { list: ListName; selection: Selection }) {
  const text = useText(organiseText)
  const locale = useLocale()
  const [isOpen, setOpen] = useState(false)
  const organise = useOrganise(list, selection.clear)
  const { sources, clear } = selection
  if (sources.length === 0) return null
  const switchTo = (isOn: boolean) => () => organise.mutate({ sources, change: { isOn } })
  return (
    <div className={classes.bulk} role="toolbar" aria-label={text.organise}>
      {organise.error && <ErrorNotice error={organise.error} />}
      <div className={classes.bulkRow}>
        <strong role="status">{text.selected(formatNumber(locale, sources.length))}</strong>
        <Button size="xs" variant="default" leftSection={<IconPower size={16} aria-hidden />} onClick={switchTo(true)}>
          {text.switchOn}
        </Button>
        <Button size="xs" variant="default" onClick={switchTo(false)}>
          {text.switchOff}
        </Button>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconFolderCog size={16} aria-hidden />}
          onClick={() => setOpen(true)}
        >
          {text.organise}
        </Button>
        <ActionIcon ml="auto" aria-label={text.clearSelection} onClick={clear}>
          <IconX size={18} aria-hidden />
        </ActionIcon>
      </div>
      <OrganiseDialog list={list} sources={isOpen ? sources : []} onClose={() => setOpen(false)} onDone={clear} />
    </div>
  )
}
