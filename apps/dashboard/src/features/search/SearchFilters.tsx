import { Button, NativeSelect, TextInput } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'
import { useSession } from '../../lib/session.tsx'
import { useText } from '../../lib/text.ts'
import { kindText } from '../ai/kinds.text.ts'
import classes from './Search.module.css'
import { searchText } from './search.text.ts'
import { isNarrowed, type SearchFilter } from './search-filter.ts'

type Choice = { value: string; label: string }
type SearchFiltersProps = { filter: SearchFilter; onChange: (part: Partial<SearchFilter>) => void }

const authors = { visitor: 'byVisitor', ai: 'byAi', member: 'byMember' } as const

/** What messages are narrowed down by. */
export function SearchFilters({ filter, onChange }: SearchFiltersProps) {
  const text = useText(searchText)
  const kinds = useText(kindText)
  const { widgets, members, labels } = useChoices()
  return (
    <div className={classes.filters}>
      <TextInput
        type="date"
        label={text.from}
        value={filter.from ?? ''}
        max={filter.until}
        onChange={(event) => onChange({ from: event.currentTarget.value || undefined })}
      />
      <TextInput
        type="date"
        label={text.until}
        value={filter.until ?? ''}
        min={filter.from}
        onChange={(event) => onChange({ until: event.currentTarget.value || undefined })}
      />
      <NativeSelect
        label={text.author}
        value={filter.member ?? filter.author ?? ''}
        onChange={(event) => onChange(authorOf(event.currentTarget.value))}
        data={[
          { value: '', label: text.anybody },
          ...Object.entries(authors).map(([value, name]) => ({ value, label: text[name] })),
          ...members,
        ]}
      />
      <NativeSelect
        label={text.provider}
        value={filter.provider ?? ''}
        onChange={(event) => onChange({ provider: event.currentTarget.value || undefined })}
        data={[
          { value: '', label: text.anyProvider },
          { value: 'builtin', label: text.builtin },
          ...Object.entries(kinds).map(([value, label]): Choice => ({ value, label })),
        ]}
      />
      {(labels.length > 0 || filter.label) && (
        <NativeSelect
          label={text.chatLabel}
          value={filter.label ?? ''}
          onChange={(event) => onChange({ label: event.currentTarget.value || undefined })}
          data={[{ value: '', label: text.anyLabel }, ...labels]}
        />
      )}
      {(widgets.length > 1 || filter.widget) && (
        <NativeSelect
          label={text.widget}
          value={filter.widget ?? ''}
          onChange={(event) => onChange({ widget: event.currentTarget.value || undefined })}
          data={[{ value: '', label: text.allWidgets }, ...widgets]}
        />
      )}
      {isNarrowed(filter) && (
        <Button
          variant="default"
          leftSection={<IconX size={16} aria-hidden />}
          onClick={() =>
            onChange({
              from: undefined,
              until: undefined,
              author: undefined,
              member: undefined,
              provider: undefined,
              widget: undefined,
              label: undefined,
            })
          }
        >
          {text.clear}
        </Button>
      )}
    </div>
  )
}

const choiceOf = ({ id, name }: { id: string; name: string }): Choice => ({ value: id, label: name })

/** One list holds kinds of authors and single members. */
function authorOf(value: string): Pick<SearchFilter, 'author' | 'member'> {
  const isKind = value in authors
  return {
    author: isKind ? (value as keyof typeof authors) : undefined,
    member: isKind || value === '' ? undefined : value,
  }
}

function useChoices(): { widgets: Choice[]; members: Choice[]; labels: Choice[] } {
  const { workspace } = useSession()
  const choices = useQuery({
    queryKey: [workspace.id, 'search', 'choices'],
    queryFn: async ({ signal }) => {
      const [widgets, members, labels] = await Promise.all([
        api.request('GET /api/v1/widgets', { signal }),
        api.request('GET /api/v1/team/members', { query: { limit: 200 }, signal }),
        api.request('GET /api/v1/labels', { signal }),
      ])
      return {
        widgets: widgets.data.map(choiceOf),
        members: members.data.map(choiceOf),
        labels: labels.data.map(choiceOf),
      }
    },
    staleTime: 60_000,
  })
  return choices.data ?? { widgets: [], members: [], labels: [] }
}
