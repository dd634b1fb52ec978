import { useState } from 'react'
import { useMayManage } from '../../lib/session.tsx'
import { BulkBar } from './BulkBar.tsx'
import { OrganiseDialog } from './OrganiseDialog.tsx'
import type { RowOrder } from './RowControls.tsx'
import type { Source } from './source.ts'
import type { ListName } from './use-knowledge.ts'
import { useSelection } from './use-selection.ts'

/** Choosing rows of a list and putting them in order: `orderOf` is for each row, `controls` stand below the list. */
export function useRowOrder(list: ListName, sources: readonly Source[]) {
  const mayManage = useMayManage()
  const selection = useSelection(sources)
  const [organised, setOrganised] = useState<string | null>(null)
  const orderOf = (id: string): RowOrder =>
    mayManage
      ? {
          isSelected: selection.has(id),
          onSelect: () => selection.toggle(id),
          onOrganise: () => setOrganised(id),
        }
      : null
  const controls = mayManage && (
    <>
      <BulkBar list={list} selection={selection} />
      <OrganiseDialog
        list={list}
        sources={sources.filter(({ id }) => id === organised)}
        onClose={() => setOrganised(null)}
      />
    </>
  )
  return { orderOf, controls }
}
