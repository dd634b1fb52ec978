import { Button, Group } from '@mantine/core'
import { IconDownload, IconHistory, IconSearchOff, IconX } from '@tabler/icons-react'
import { EmptyNotice } from '../../components/EmptyNotice.tsx'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { PagedList } from '../../components/PagedList.tsx'
import { useText } from '../../lib/text.ts'
import { AuditFilters } from './AuditFilters.tsx'
import { AuditRow } from './AuditRow.tsx'
import { auditText } from './audit.text.ts'
import type { AuditSearch } from './audit-search.ts'
import { type AuditSource, useAudit, useExport } from './use-audit.ts'

type AuditLogProps = { source: AuditSource; filter: AuditSearch; onFilter: (filter: AuditSearch) => void }

/** A log with its filters and its export: of the workspace, or of the whole server. */
export function AuditLog({ source, filter, onFilter }: AuditLogProps) {
  const text = useText(auditText)
  const { query, entries } = useAudit(source, filter)
  const isFiltered = Object.keys(filter).length > 0
  return (
    <>
      <AuditFilters key={JSON.stringify(Object.keys(filter).length === 0)} filter={filter} onChange={onFilter} />
      <Group justify="space-between" gap="sm" mb="md">
        {filter.actor ? (
          <Button
            size="xs"
            variant="light"
            rightSection={<IconX size={14} aria-hidden />}
            title={text.actorFilter}
            onClick={() => onFilter({ ...filter, actor: undefined })}
          >
            {text.clearActor}
          </Button>
        ) : (
          <span />
        )}
        <ExportButtons source={source} filter={filter} />
      </Group>
      <PagedList
        query={query}
        items={entries}
        end={text.end}
        renderItem={(entry) => (
          <AuditRow
            entry={entry}
            hasChats={source === 'workspace'}
            onActor={(actor) => onFilter({ ...filter, actor })}
          />
        )}
        empty={
          isFiltered ? (
            <EmptyNotice icon={<IconSearchOff size={36} stroke={1.3} />} title={text.nothingTitle}>
              {text.nothingHint}
            </EmptyNotice>
          ) : (
            <EmptyNotice icon={<IconHistory size={36} stroke={1.3} />} title={text.emptyTitle}>
              {text.emptyHint}
            </EmptyNotice>
          )
        }
      />
    </>
  )
}

function ExportButtons({ source, filter }: { source: AuditSource; filter: AuditSearch }) {
  const text = useText(auditText)
  const saving = useExport(source, filter)
  const icon = <IconDownload size={16} aria-hidden />
  return (
    <Group gap="xs">
      {saving.isError && <ErrorNotice error={saving.error} title={text.exportFailed} />}
      {(['csv', 'json'] as const).map((format) => (
        <Button
          key={format}
          size="xs"
          variant="default"
          leftSection={icon}
          loading={saving.isPending && saving.variables === format}
          onClick={() => saving.mutate(format)}
        >
          {format === 'csv' ? text.exportCsv : text.exportJson}
        </Button>
      ))}
    </Group>
  )
}
