import { Button, Group, Text } from '@mantine/core'
import type { KnowledgeSite } from '@minichat/contracts'
import { IconPlus, IconSearchOff, IconWorld } from '@tabler/icons-react'
import { useState } from 'react'
import { Confirm } from '../../components/Confirm.tsx'
import { EmptyNotice } from '../../components/EmptyNotice.tsx'
import { PagedList } from '../../components/PagedList.tsx'
import { commonText } from '../../lib/common.text.ts'
import { useMayManage } from '../../lib/session.tsx'
import { useText } from '../../lib/text.ts'
import { AddSiteDialog } from './AddSiteDialog.tsx'
import { FilterButton } from './FilterButton.tsx'
import { organiseText } from './organise.text.ts'
import { SiteDialog } from './SiteDialog.tsx'
import { SiteRow } from './SiteRow.tsx'
import { isFiltered, SourceFilters } from './SourceFilters.tsx'
import { sitesText } from './sites.text.ts'
import { useDelayedDelete } from './use-delayed-delete.ts'
import { type SourceFilter, useRefresh, useSites } from './use-knowledge.ts'
import { useRowOrder } from './use-row-order.tsx'

export function SitesTab() {
  const text = useText(sitesText)
  const common = useText(commonText)
  const organising = useText(organiseText)
  const mayManage = useMayManage()
  const [isFiltering, setFiltering] = useState(false)
  const [filter, setFilter] = useState<SourceFilter>({})
  const { query, items: sites } = useSites(filter)
  const refresh = useRefresh('sites')
  const [isAdding, setAdding] = useState(false)
  const [opened, setOpened] = useState<string | null>(null)
  const [doomed, setDoomed] = useState<KnowledgeSite | null>(null)
  const deletion = useDelayedDelete(
    (client, siteId) => client.request('DELETE /api/v1/knowledge/sites/:siteId', { params: { siteId } }),
    () => void refresh(),
  )
  const shown = sites?.filter(({ id }) => !deletion.hidden.has(id))
  const order = useRowOrder(
    'sites',
    (shown ?? []).map((site) => ({ ...site, kind: 'site' })),
  )
  const addButton = mayManage && (
    <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setAdding(true)}>
      {text.add}
    </Button>
  )
  return (
    <>
      <Group gap="sm" mb="md" justify="space-between">
        {addButton}
        <FilterButton isOpen={isFiltering} onToggle={() => setFiltering(!isFiltering)} />
      </Group>
      {isFiltering && <SourceFilters filter={filter} onChange={setFilter} hasLanguages={false} />}
      <Text size="sm" c="dimmed" mb="md">
        {text.hint}
      </Text>
      <PagedList
        query={query}
        items={shown}
        end={text.end}
        renderItem={(site) => (
          <SiteRow
            site={site}
            order={order.orderOf(site.id)}
            onOpen={() => setOpened(site.id)}
            onDelete={mayManage ? () => setDoomed(site) : null}
          />
        )}
        empty={
          isFiltered(filter) ? (
            <EmptyNotice icon={<IconSearchOff size={36} stroke={1.3} />} title={organising.nothingTitle} />
          ) : (
            <EmptyNotice icon={<IconWorld size={36} stroke={1.3} />} title={text.emptyTitle} action={addButton}>
              {text.emptyHint}
            </EmptyNotice>
          )
        }
      />
      {order.controls}
      <AddSiteDialog opened={isAdding} onClose={() => setAdding(false)} />
      <SiteDialog key={opened} site={sites?.find(({ id }) => id === opened) ?? null} onClose={() => setOpened(null)} />
      <Confirm
        opened={doomed !== null}
        title={text.deleteTitle}
        confirm={common.delete}
        onConfirm={() => doomed && deletion.schedule(doomed.id, doomed.name)}
        onClose={() => setDoomed(null)}
      >
        {text.deleteHint}
      </Confirm>
    </>
  )
}
