import '../../styles/dialog.ts'
import { SegmentedControl, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconSearch, IconSearchOff } from '@tabler/icons-react'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { EmptyNotice } from '../../components/EmptyNotice.tsx'
import { PagedList } from '../../components/PagedList.tsx'
import { PageLayout } from '../../components/PageLayout.tsx'
import { formatNumber } from '../../lib/format.ts'
import { useLocale, useText } from '../../lib/text.ts'
import { FoundItem } from './FoundItem.tsx'
import { keyOf, placeOf } from './found-place.ts'
import { paletteKeys } from './palette-keys.ts'
import classes from './Search.module.css'
import { SearchFilters } from './SearchFilters.tsx'
import { searchText } from './search.text.ts'
import { isNarrowed, type SearchFilter } from './search-filter.ts'
import { useSearchPages } from './use-search.ts'

/** Searching with filters; what is looked for stands in the address. */
export function SearchPage() {
  const text = useText(searchText)
  const filter = useSearch({ from: '/frame/search' })
  const navigate = useNavigate()
  const [words, setWords] = useState(filter.q ?? '')
  // An address that was opened from elsewhere, as by the palette, brings its own words.
  const [shownFor, setShownFor] = useState(filter.q)
  if (filter.q !== shownFor) {
    setShownFor(filter.q)
    if ((filter.q ?? '') !== words.trim()) setWords(filter.q ?? '')
  }
  const change = (part: Partial<SearchFilter>) =>
    void navigate({ to: '/search', search: { ...filter, ...part }, replace: true })
  const search = useDebouncedCallback((value: string) => change({ q: value.trim() || undefined }), 300)
  return (
    <PageLayout title={text.title}>
      <search>
        <TextInput
          type="search"
          size="md"
          aria-label={text.label}
          placeholder={text.placeholder}
          leftSection={<IconSearch size={20} aria-hidden />}
          value={words}
          maxLength={200}
          autoFocus
          onChange={(event) => {
            setWords(event.currentTarget.value)
            search(event.currentTarget.value)
          }}
        />
        <SegmentedControl
          className={classes.kinds}
          aria-label={text.kinds}
          value={filter.kind ?? 'messages'}
          onChange={(kind) => change({ kind: kind === 'messages' ? undefined : (kind as 'visitors' | 'knowledge') })}
          data={(['messages', 'visitors', 'knowledge'] as const).map((kind) => ({ value: kind, label: text[kind] }))}
        />
        {!filter.kind && <SearchFilters filter={filter} onChange={change} />}
      </search>
      {filter.q ? <Results filter={filter} /> : <Start />}
    </PageLayout>
  )
}

function Start() {
  const text = useText(searchText)
  return (
    <EmptyNotice icon={<IconSearch size={36} stroke={1.3} />} title={text.startTitle}>
      {text.startHint} {text.shortcut(paletteKeys)}
    </EmptyNotice>
  )
}

function Results({ filter }: { filter: SearchFilter }) {
  const text = useText(searchText)
  const locale = useLocale()
  const { query, found } = useSearchPages(filter)
  const items = found?.map((one) => ({ ...one, id: keyOf(one) }))
  const count = formatNumber(locale, found?.length ?? 0)
  const told = query.hasNextPage ? text.foundMore(count) : text.found(count)
  // A page without hits may say that there is more further back.
  const isEmpty = found?.length === 0 && !query.hasNextPage
  return (
    <>
      <p role="status" className={classes.count}>
        {found && !isEmpty && told}
      </p>
      <PagedList
        query={query}
        items={isEmpty ? [] : items}
        end={text.end}
        renderItem={(one) => (
          <FoundLink place={placeOf(one)}>
            <FoundItem found={one} />
          </FoundLink>
        )}
        empty={
          <EmptyNotice icon={<IconSearchOff size={36} stroke={1.3} />} title={text.nothingTitle}>
            {isNarrowed(filter) ? text.nothingNarrowed : text.nothingHint}
          </EmptyNotice>
        }
      />
    </>
  )
}

function FoundLink({ place, children }: { place: ReturnType<typeof placeOf>; children: ReactNode }) {
  if (!place) return <div className={classes.row}>{children}</div>
  return (
    <Link {...place} className={classes.row}>
      {children}
    </Link>
  )
}
