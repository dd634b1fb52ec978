import type { ChatSummary } from '@minichat/contracts'
import { limits } from '@minichat/contracts/limits'
import { useCallback, useMemo, useState } from 'react'

/** The chats that were chosen to do something with all of them. Another list has its own choice. */
export function useSelectedChats(listKey: string, chats: readonly ChatSummary[] | undefined) {
  const [chosen, setChosen] = useState({ listKey, ids: new Set<string>() as ReadonlySet<string> })
  const ids = useMemo(() => {
    if (chosen.listKey !== listKey || chosen.ids.size === 0) return new Set<string>()
    // What has left the list is not meant any more.
    return new Set((chats ?? []).flatMap(({ id }) => (chosen.ids.has(id) ? [id] : [])))
  }, [chosen, listKey, chats])

  const toggle = useCallback(
    (id: string) =>
      setChosen((before) => {
        const next = new Set(before.listKey === listKey ? before.ids : [])
        if (!next.delete(id) && next.size < limits.bulkChatsMax) next.add(id)
        return { listKey, ids: next }
      }),
    [listKey],
  )
  const clear = useCallback(() => setChosen({ listKey, ids: new Set() }), [listKey])
  return { ids, toggle, clear }
}

export type SelectedChats = ReturnType<typeof useSelectedChats>
