import { Button, NativeSelect } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useText } from '../../lib/text.ts'
import classes from './Knowledge.module.css'
import { organiseText, sourceUseText } from './organise.text.ts'
import { type SourceFilter, useLabels } from './use-knowledge.ts'

const uses = ['used', 'off', 'not_yet', 'expired'] as const
/** Told apart from all folders, and from any name that a folder can have. */
const noFolder = ' '

type SourceFiltersProps = {
  filter: SourceFilter
  onChange: (filter: SourceFilter) => void
  hasLanguages: boolean
}

export const isFiltered = (filter: SourceFilter) => Object.values(filter).some((value) => value !== undefined)

/** Narrows a list of sources: by folder, tag, language and use. */
export function SourceFilters({ filter, onChange, hasLanguages }: SourceFiltersProps) {
  const text = useText(organiseText)
  const useWords = useText(sourceUseText)
  const { data: labels } = useLabels()
  const change = (part: SourceFilter) => onChange({ ...filter, ...part })
  const folder = filter.folder === '' ? noFolder : (filter.folder ?? '')
  return (
    <search className={classes.filters}>
      <NativeSelect
        label={text.folder}
        value={folder}
        onChange={({ currentTarget: { value } }) =>
          change({ folder: value === noFolder ? '' : value === '' ? undefined : value })
        }
        data={[
          { value: '', label: text.allFolders },
          { value: noFolder, label: text.noFolder },
          ...(labels?.folders ?? []).map(({ name, count }) => ({ value: name, label: `${name} (${count})` })),
        ]}
      />
      <NativeSelect
        label={text.tags}
        value={filter.tag ?? ''}
        onChange={({ currentTarget: { value } }) => change({ tag: value || undefined })}
        data={[
          { value: '', label: text.allTags },
          ...(labels?.tags ?? []).map(({ name, count }) => ({ value: name, label: `${name} (${count})` })),
        ]}
      />
      {hasLanguages && (
        <NativeSelect
          label={text.language}
          value={filter.locale ?? ''}
          onChange={({ currentTarget: { value } }) =>
            change({ locale: value === 'en' || value === 'th' ? value : undefined })
          }
          data={[
            { value: '', label: text.allLanguages },
            { value: 'en', label: 'English' },
            { value: 'th', label: 'ไทย' },
          ]}
        />
      )}
      <NativeSelect
        label={text.use}
        value={filter.use ?? ''}
        onChange={({ currentTarget: { value } }) => change({ use: uses.find((use) => use === value) })}
        data={[{ value: '', label: text.anyUse }, ...uses.map((use) => ({ value: use, label: useWords[use] }))]}
      />
      {isFiltered(filter) && (
        <Button variant="default" leftSection={<IconX size={16} aria-hidden />} onClick={() => onChange({})}>
          {text.clearFilter}
        </Button>
      )}
    </search>
  )
}
