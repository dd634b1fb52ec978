import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconSearch, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { useText } from '../../lib/text.ts'
import classes from './Audit.module.css'
import { auditText } from './audit.text.ts'
import type { AuditSearch } from './audit-search.ts'
import { auditAreas } from './audit-words.ts'

type AuditFiltersProps = { filter: AuditSearch; onChange: (filter: AuditSearch) => void }

export function AuditFilters({ filter, onChange }: AuditFiltersProps) {
  const text = useText(auditText)
  const [words, setWords] = useState(filter.search ?? '')
  const change = (part: Partial<AuditSearch>) => onChange({ ...filter, ...part })
  const search = useDebouncedCallback((value: string) => change({ search: value.trim() || undefined }), 300)
  const isFiltered = Object.values(filter).some((value) => value !== undefined)
  return (
    <search className={classes.filters}>
      <TextInput
        type="search"
        className={classes.search}
        label={text.search}
        placeholder={text.searchHint}
        leftSection={<IconSearch size={18} aria-hidden />}
        value={words}
        maxLength={200}
        onChange={(event) => {
          setWords(event.currentTarget.value)
          search(event.currentTarget.value)
        }}
      />
      <NativeSelect
        label={text.area}
        value={filter.area ?? ''}
        onChange={(event) => change({ area: event.currentTarget.value || undefined })}
        data={[{ value: '', label: text.allAreas }, ...auditAreas.map((area) => ({ value: area, label: text[area] }))]}
      />
      <TextInput
        type="date"
        label={text.from}
        value={filter.from ?? ''}
        max={filter.until}
        onChange={(event) => change({ from: event.currentTarget.value || undefined })}
      />
      <TextInput
        type="date"
        label={text.until}
        value={filter.until ?? ''}
        min={filter.from}
        onChange={(event) => change({ until: event.currentTarget.value || undefined })}
      />
      {isFiltered && (
        <Button
          variant="default"
          leftSection={<IconX size={16} aria-hidden />}
          onClick={() => {
            setWords('')
            onChange({})
          }}
        >
          {text.clear}
        </Button>
      )}
    </search>
  )
}
