import { Modal, Skeleton, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { api } from '../../lib/api.ts'
import { commonText } from '../../lib/common.text.ts'
import { useSession } from '../../lib/session.tsx'
import { useText } from '../../lib/text.ts'
import { DocumentForm } from './DocumentForm.tsx'
import { knowledgeText } from './knowledge.text.ts'

/** What to open in place of a document's id, to write a new one. */
export const newDocument = 'new'

/** `documentId`: null while closed. */
type DocumentDialogProps = { documentId: string | null; onClose: () => void; onSaved: () => void }

/** Adds a text, or shows and changes a document. Key it by document. */
export function DocumentDialog({ documentId, onClose, onSaved }: DocumentDialogProps) {
  const text = useText(knowledgeText)
  const common = useText(commonText)
  const { workspace } = useSession()
  const isNew = documentId === newDocument
  const query = useQuery({
    queryKey: [workspace.id, 'document', documentId],
    queryFn: async ({ signal }) => {
      const params = { documentId: documentId ?? '' }
      return (await api.request('GET /api/v1/knowledge/documents/:documentId', { params, signal })).data
    },
    enabled: documentId !== null && !isNew,
    // An open form must not change under the hands, and an old text must not be saved over a new one.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  })
  const done = () => {
    onSaved()
    onClose()
  }
  return (
    <Modal
      opened={documentId !== null}
      onClose={onClose}
      size="xl"
      title={isNew ? text.addDocument : text.view}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': common.close }}
    >
      {isNew && <DocumentForm document={null} onClose={onClose} onSaved={done} />}
      {query.data && <DocumentForm document={query.data} onClose={onClose} onSaved={done} />}
      {query.isError && <ErrorNotice error={query.error} onRetry={() => void query.refetch()} />}
      {query.isLoading && (
        <Stack role="status" aria-label={common.loading}>
          <Skeleton height={42} />
          <Skeleton height={42} />
          <Skeleton height={260} />
        </Stack>
      )}
    </Modal>
  )
}
