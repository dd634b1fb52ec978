import type { OrganiseChange } from '@minichat/contracts'
import { useMutation } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'
import type { Source } from './source.ts'
import { type ListName, useRefresh } from './use-knowledge.ts'

type Change = { [Key in keyof OrganiseChange]?: OrganiseChange[Key] }

/** Puts sources in order and fetches their list anew. */
export function useOrganise(list: ListName, onDone?: () => void) {
  const refresh = useRefresh(list)
  return useMutation({
    mutationFn: ({ sources, change }: { sources: readonly Source[]; change: Change }) =>
      api.request('POST /api/v1/knowledge/organise', {
        body: { sources: sources.map(({ kind, id }) => ({ kind, id })), ...change },
      }),
    onSuccess: async () => {
      await refresh()
      onDone?.()
    },
  })
}
