import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconSearch, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { useText } from '../../lib/text.ts'
import classes from './Operator.module.css'
import { operatorText } from './operator.text.ts'

type Choice = { name: string; label: string; value: string | undefined; options: { value: string; label: string }[] }
type ListFiltersProps = {
  search: string | undefined
  searchHint: string
  choices: Choice[]
  /** Nothing given: all filters are cleared. */
  onChange: (part: Record<string, string | undefined> | null) => void
}

/** Words and choices above a list; they stand in the address. */
export function ListFilters({ search, searchHint, choices, onChange }: ListFiltersProps) {
  const text = useText(operatorText)
  const [words, setWords] = useState(search ?? '')
  const tell = useDebouncedCallback((value: string) => onChange({ search: value.trim() || undefined }), 300)
  const isFiltered = search !== undefined || choices.some(({ value }) => value !== undefined)
  return (
    <search className={classes.filters}>
      <TextInput
        type="search"
        className={classes.search}
        label={text.search}
        placeholder={searchHint}
        leftSection={<IconSearch size={18} aria-hidden />}
        maxLength={200}
        value={words}
        onChange={(event) => {
          setWords(event.currentTarget.value)
          tell(event.currentTarget.value)
        }}
      />
      {choices.map(({ name, label, value, options }) => (
        <NativeSelect
          key={name}
          label={label}
          value={value ?? ''}
          onChange={(event) => onChange({ [name]: event.currentTarget.value || undefined })}
          data={[{ value: '', label: text.any }, ...options]}
        />
      ))}
      {isFiltered && (
        <Button
          variant="default"
          leftSection={<IconX size={16} aria-hidden />}
          onClick={() => {
            setWords('')
            onChange(null)
          }}
        >
          {text.clear}
        </Button>
      )}
    </search>
  )
}
