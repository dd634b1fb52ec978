import { useQuery } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'
import { useSession } from '../../lib/session.tsx'
import { EntryDialog } from './EntryDialog.tsx'

type EntryByIdDialogProps = { entryId: string | null; onClose: () => void; onSaved: () => void }

/** The dialog of an entry of which only the id is known. Closed while there is none. */
export function EntryByIdDialog({ entryId, onClose, onSaved }: EntryByIdDialogProps) {
  const { workspace } = useSession()
  const { data } = useQuery({
    queryKey: [workspace.id, 'entry', entryId],
    queryFn: async ({ signal }) => {
      const params = { entryId: entryId ?? '' }
      return (await api.request('GET /api/v1/knowledge/entries/:entryId', { params, signal })).data
    },
    enabled: entryId !== null,
    gcTime: 0,
  })
  const entry = entryId === null ? null : (data ?? null)
  return <EntryDialog key={entry?.id} entry={entry} onClose={onClose} onSaved={onSaved} />
}
