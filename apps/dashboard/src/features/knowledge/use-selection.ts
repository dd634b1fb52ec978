import { useState } from 'react'
import type { Source } from './source.ts'

/** Which rows of a list are chosen; what is not shown any more is not chosen either. */
export function useSelection(shown: readonly Source[]) {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set())
  const sources = shown.filter(({ id }) => ids.has(id))
  return {
    sources,
    has: (id: string) => ids.has(id),
    toggle: (id: string) =>
      setIds((before) =>
        before.has(id) ? new Set([...before].filter((one) => one !== id)) : new Set([...before, id]),
      ),
    clear: () => setIds(new Set()),
  }
}

export type Selection = ReturnType<typeof useSelection>
