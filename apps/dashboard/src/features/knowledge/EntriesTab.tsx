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
import classes from './Knowledge.module.css'
import { knowledgeText } from './knowledge.text.ts'
import { useDelayedDelete } from './use-delayed-delete.ts'
import { useEntries, useRefresh } from './use-knowledge.ts'

export function EntriesTab() {
  const text = useText(knowledgeText)
  const common = useText(commonText)
  const mayManage = useMayManage()
  const [words, setWords] = useState('')
  const [search] = useDebouncedValue(words.trim(), 250)
  const { query, entries } = useEntries(search)
  const refresh = useRefresh('entries')
  const [edited, setEdited] = useState<KnowledgeEntry | 'new' | null>(null)
  const [doomed, setDoomed] = useState<KnowledgeEntry | null>(null)
  const deletion = useDelayedDelete(
    (client, entryId) => client.request('DELETE /api/v1/knowledge/entries/:entryId', { params: { entryId } }),
    () => void refresh(),
  )
  const shown = entries?.filter(({ id }) => !deletion.hidden.has(id))
  const addButton = (className?: string) =>
    mayManage && (
      <Button className={className} leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setEdited('new')}>
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
        {addButton(classes.add)}
      </Group>
      <PagedList
        query={query}
        items={shown}
        end={text.end}
        renderItem={(entry) => (
          <EntryRow
            entry={entry}
            onEdit={mayManage ? () => setEdited(entry) : null}
            onDelete={mayManage ? () => setDoomed(entry) : null}
          />
        )}
        empty={
          search ? (
            <EmptyNotice icon={<IconSearchOff size={36} stroke={1.3} />} title={text.nothingFoundTitle}>
              {text.nothingFoundHint(search)}
            </EmptyNotice>
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
