import { Button, Group, Text } from '@mantine/core'
import type { KnowledgeDocument } from '@minichat/contracts'
import { IconFileText, IconPencilPlus, IconSearchOff, IconUpload } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { Confirm } from '../../components/Confirm.tsx'
import { EmptyNotice } from '../../components/EmptyNotice.tsx'
import { PagedList } from '../../components/PagedList.tsx'
import { commonText } from '../../lib/common.text.ts'
import { useMayManage } from '../../lib/session.tsx'
import { useText } from '../../lib/text.ts'
import { DocumentDialog, newDocument } from './DocumentDialog.tsx'
import { DocumentRow } from './DocumentRow.tsx'
import { FilterButton } from './FilterButton.tsx'
import { knowledgeText } from './knowledge.text.ts'
import { organiseText } from './organise.text.ts'
import { isFiltered, SourceFilters } from './SourceFilters.tsx'
import { UploadState } from './UploadState.tsx'
import { useDelayedDelete } from './use-delayed-delete.ts'
import { type SourceFilter, useDocuments, useRefresh } from './use-knowledge.ts'
import { useRowOrder } from './use-row-order.tsx'
import { useUpload } from './use-upload.ts'

const accepted =
  '.pdf,.docx,.docm,.xlsx,.xlsm,.pptx,.pptm,.csv,.tsv,.html,.htm,.md,.markdown,.txt,application/pdf,text/html,text/csv,text/markdown,text/plain'

export function DocumentsTab() {
  const text = useText(knowledgeText)
  const organising = useText(organiseText)
  const common = useText(commonText)
  const mayManage = useMayManage()
  const [isFiltering, setFiltering] = useState(false)
  const [filter, setFilter] = useState<SourceFilter>({})
  const { query, items: documents } = useDocuments(filter)
  const refresh = useRefresh('documents')
  const picker = useRef<HTMLInputElement>(null)
  const upload = useUpload(() => void refresh())
  const [edited, setEdited] = useState<string | null>(null)
  const [doomed, setDoomed] = useState<KnowledgeDocument | null>(null)
  const deletion = useDelayedDelete(
    (client, documentId) =>
      client.request('DELETE /api/v1/knowledge/documents/:documentId', { params: { documentId } }),
    () => void refresh(),
  )
  const shown = documents?.filter(({ id }) => !deletion.hidden.has(id))
  const order = useRowOrder(
    'documents',
    (shown ?? []).map((document) => ({ ...document, kind: 'document', name: document.title })),
  )
  const addButtons = mayManage && (
    <Group gap="sm">
      <Button
        leftSection={<IconUpload size={18} aria-hidden />}
        loading={upload.isPending}
        onClick={() => picker.current?.click()}
      >
        {text.upload}
      </Button>
      <Button
        variant="default"
        leftSection={<IconPencilPlus size={18} aria-hidden />}
        onClick={() => setEdited(newDocument)}
      >
        {text.addText}
      </Button>
    </Group>
  )

  return (
    <>
      <Group gap="sm" mb="md" justify="space-between">
        {addButtons}
        <FilterButton isOpen={isFiltering} onToggle={() => setFiltering(!isFiltering)} />
      </Group>
      {isFiltering && <SourceFilters filter={filter} onChange={setFilter} hasLanguages />}
      {mayManage && (
        <>
          <Text size="sm" c="dimmed" mb="md">
            {text.uploadHint}
          </Text>
          <input
            ref={picker}
            type="file"
            hidden
            accept={accepted}
            aria-label={text.upload}
            onChange={(event) => {
              const file = event.currentTarget.files?.[0]
              event.currentTarget.value = ''
              if (file) upload.send(file)
            }}
          />
        </>
      )}
      <UploadState upload={upload} />
      <PagedList
        query={query}
        items={shown}
        end={text.end}
        renderItem={(document) => (
          <DocumentRow
            document={document}
            order={order.orderOf(document.id)}
            onOpen={() => setEdited(document.id)}
            onDelete={mayManage ? () => setDoomed(document) : null}
          />
        )}
        empty={
          isFiltered(filter) ? (
            <EmptyNotice icon={<IconSearchOff size={36} stroke={1.3} />} title={organising.nothingTitle} />
          ) : (
            <EmptyNotice icon={<IconFileText size={36} stroke={1.3} />} title={text.documentsEmptyTitle}>
              {text.documentsEmptyHint}
            </EmptyNotice>
          )
        }
      />
      {order.controls}
      <DocumentDialog key={edited} documentId={edited} onClose={() => setEdited(null)} onSaved={() => void refresh()} />
      <Confirm
        opened={doomed !== null}
        title={text.deleteDocumentTitle}
        confirm={common.delete}
        onConfirm={() => doomed && deletion.schedule(doomed.id, doomed.title)}
        onClose={() => setDoomed(null)}
      >
        {text.deleteDocumentHint}
      </Confirm>
    </>
  )
}
