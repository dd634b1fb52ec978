import { ActionIcon, Button, Group, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import type { KnowledgeEntry } from '@minichat/contracts'
import { IconMessageQuestion, IconPlus, IconSearch, IconSearchOff, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { Confirm } from '../../components/Confirm.tsx'
import { EmptyNotice } from '../../components/EmptyNotice.tsx'
import { PagedList } from '../../components/PagedList.tsx'
import { commonText } from '../../lib/common.text.ts'
import { useMayManage } from '../../lib/session.tsx'
import { useText } from '../../lib/text.ts'
import { EntryDialog } from './EntryDialog.tsx'
import { EntryRow } from './EntryRow.tsx'
import { FilterButton } from './FilterButton.tsx'
import classes from './Knowledge.module.css'
import { knowledgeText } from './knowledge.text.ts'
import { organiseText } from './organise.text.ts'
import { isFiltered, SourceFilters } from './SourceFilters.tsx'
import { useDelayedDelete } from './use-delayed-delete.ts'
import { type SourceFilter, useEntries, useRefresh } from './use-knowledge.ts'
import { useRowOrder } from './use-row-order.tsx'

export function EntriesTab() {
  const text = useText(knowledgeText)
  const organising = useText(organiseText)
  const common = useText(commonText)
  const mayManage = useMayManage()
  const [words, setWords] = useState('')
  const [search] = useDebouncedValue(words.trim(), 250)
  const [isFiltering, setFiltering] = useState(false)
  const [filter, setFilter] = useState<SourceFilter>({})
  const { query, items: entries } = useEntries(search, filter)
  const refresh = useRefresh('entries')
  const [edited, setEdited] = useState<KnowledgeEntry | 'new' | null>(null)
  const [doomed, setDoomed] = useState<KnowledgeEntry | null>(null)
  const deletion = useDelayedDelete(
    (client, entryId) => client.request('DELETE /api/v1/knowledge/entries/:entryId', { params: { entryId } }),
    () => void refresh(),
  )
  const shown = entries?.filter(({ id }) => !deletion.hidden.has(id))
  const order = useRowOrder(
    'entries',
    (shown ?? []).map((entry) => ({ ...entry, kind: 'entry', name: entry.question })),
  )
  const addButton = (className?: string) =>
    mayManage && (
      <Button
        className={className}
        data-guide="knowledge-add"
        leftSection={<IconPlus size={18} aria-hidden />}
        onClick={() => setEdited('new')}
      >
        {text.addEntry}
      </Button>
    )

  return (
    <>
      <Group gap="sm" mb="md">
        <TextInput
          className={classes.search}
          type="search"
          aria-label={text.search}
          placeholder={text.search}
          leftSection={<IconSearch size={18} aria-hidden />}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
          rightSection={
            words && (
              <ActionIcon size="sm" aria-label={text.clearSearch} onClick={() => setWords('')}>
                <IconX size={16} aria-hidden />
              </ActionIcon>
            )
          }
        />
        <FilterButton isOpen={isFiltering} onToggle={() => setFiltering(!isFiltering)} />
        {addButton(classes.add)}
      </Group>
      {isFiltering && <SourceFilters filter={filter} onChange={setFilter} hasLanguages />}
      <PagedList
        query={query}
        items={shown}
        end={text.end}
        renderItem={(entry) => (
          <EntryRow
            entry={entry}
            order={order.orderOf(entry.id)}
            onEdit={mayManage ? () => setEdited(entry) : null}
            onDelete={mayManage ? () => setDoomed(entry) : null}
          />
        )}
        empty={
          search ? (
            <EmptyNotice icon={<IconSearchOff size={36} stroke={1.3} />} title={text.nothingFoundTitle}>
              {text.nothingFoundHint(search)}
            </EmptyNotice>
          ) : isFiltered(filter) ? (
            <EmptyNotice icon={<IconSearchOff size={36} stroke={1.3} />} title={organising.nothingTitle} />
          ) : (
            <EmptyNotice
              icon={<IconMessageQuestion size={36} stroke={1.3} />}
              title={text.entriesEmptyTitle}
              action={addButton()}
            >
              {text.entriesEmptyHint}
            </EmptyNotice>
          )
        }
      />
      {order.controls}
      <EntryDialog
        key={edited === null || edited === 'new' ? edited : edited.id}
        entry={edited}
        onClose={() => setEdited(null)}
        onSaved={() => void refresh()}
      />
      <Confirm
        opened={doomed !== null}
        title={text.deleteEntryTitle}
        confirm={common.delete}
        onConfirm={() => doomed && deletion.schedule(doomed.id, doomed.question)}
        onClose={() => setDoomed(null)}
      >
        {text.deleteEntryHint}
      </Confirm>
    </>
  )
}
