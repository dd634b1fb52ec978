import '../../styles/dialog.ts'
import { Modal, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconArrowRight, IconSearch } from '@tabler/icons-react'
import { useRouter } from '@tanstack/react-router'
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { useText } from '../../lib/text.ts'
import { FoundItem } from './FoundItem.tsx'
import { keyOf, placeOf } from './found-place.ts'
import { usePalettePages } from './palette-pages.ts'
import classes from './Search.module.css'
import { searchText } from './search.text.ts'
import { searchedFrom, useFewFound } from './use-search.ts'

type Option = { key: string; content: ReactNode; open: () => void }
type Group = { name: string; options: Option[] }

const pagesAtOnce = 6

/** One field that goes to pages and finds messages, visitors and knowledge; all of it by keyboard. */
export function Palette({ onClose }: { onClose: () => void }) {
  const text = useText(searchText)
  const [words, setWords] = useState('')
  const [chosen, setChosen] = useState(0)
  const list = useRef<HTMLDivElement>(null)
  const { groups, isEmpty, error } = useOptions(words.trim(), onClose)
  const options = groups.flatMap((group) => group.options)
  const at = Math.min(chosen, options.length - 1)

  useEffect(() => {
    list.current?.querySelector(`#palette-${at}`)?.scrollIntoView({ block: 'nearest' })
  }, [at])

  function onKeyDown(event: KeyboardEvent) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step && options.length > 0) {
      event.preventDefault()
      setChosen((at + step + options.length) % options.length)
    }
    // Enter also ends a word that an input method is composing.
    if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      event.preventDefault()
      options[at]?.open()
    }
  }

  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      padding={0}
      yOffset="10vh"
      withCloseButton={false}
      returnFocus={false}
      attributes={{ content: { 'aria-label': text.palette } }}
      classNames={{ content: classes.palette }}
    >
      <TextInput
        className={classes.field}
        role="combobox"
        aria-label={text.palette}
        aria-expanded={options.length > 0}
        aria-controls="palette-list"
        aria-activedescendant={options.length > 0 ? `palette-${at}` : undefined}
        aria-autocomplete="list"
        placeholder={text.palettePlaceholder}
        leftSection={<IconSearch size={20} aria-hidden />}
        value={words}
        maxLength={200}
        data-autofocus
        // At once, for whoever types on without waiting.
        autoFocus
        onChange={(event) => {
          setWords(event.currentTarget.value)
          setChosen(0)
        }}
        onKeyDown={onKeyDown}
      />
      <div className={classes.list} id="palette-list" role="listbox" aria-label={text.palette} ref={list}>
        {groups.map((group) => (
          // biome-ignore lint/a11y/useSemanticElements: a group of options, not of fields
          <div key={group.name} role="group" aria-label={group.name} className={classes.group}>
            <div className={classes.groupName} aria-hidden>
              {group.name}
            </div>
            {group.options.map((option) => {
              const index = options.indexOf(option)
              return (
                // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the field
                <div
                  key={option.key}
                  id={`palette-${index}`}
                  role="option"
                  tabIndex={-1}
                  aria-selected={index === at}
                  className={classes.option}
                  onPointerMove={() => setChosen(index)}
                  onClick={option.open}
                >
                  {option.content}
                </div>
              )
            })}
          </div>
        ))}
      </div>
      {error ? <ErrorNotice error={error} title={text.couldNotSearch} /> : null}
      <p className={classes.none} role="status" hidden={!isEmpty}>
        {isEmpty && text.nothing}
      </p>
      <div className={classes.keys} aria-hidden>
        <span>
          <kbd>↑</kbd> <kbd>↓</kbd> {text.hintMove}
        </span>
        <span>
          <kbd>↵</kbd> {text.hintOpen}
        </span>
        <span>
          <kbd>Esc</kbd> {text.hintClose}
        </span>
      </div>
    </Modal>
  )
}

function useOptions(words: string, onClose: () => void) {
  const text = useText(searchText)
  const router = useRouter()
  const [asked] = useDebouncedValue(words, 150)
  const pages = usePalettePages()
  const queries = {
    messages: useFewFound(asked, 'messages'),
    visitors: useFewFound(asked, 'visitors'),
    knowledge: useFewFound(asked, 'knowledge'),
  }
  function go(place: object) {
    onClose()
    // Options come from places that are typed where they are made.
    void router.navigate(place as Parameters<typeof router.navigate>[0])
  }

  const wanted = words.toLowerCase().split(/\s+/)
  const named = pages.filter(({ label }) => wanted.every((word) => label.toLowerCase().includes(word)))
  const groups: Group[] = [
    {
      name: text.pages,
      options: named.slice(0, words ? pagesAtOnce : undefined).map(({ key, label, to, search = {} }) => ({
        key,
        content: (
          <Plain icon={<IconArrowRight size={18} stroke={1.6} aria-hidden className={classes.icon} />}>{label}</Plain>
        ),
        open: () => go({ to, search }),
      })),
    },
  ]
  for (const kind of ['visitors', 'messages', 'knowledge'] as const) {
    const options = (words.length >= searchedFrom ? (queries[kind].data ?? []) : []).flatMap((found) => {
      const place = placeOf(found)
      return place ? [{ key: keyOf(found), content: <FoundItem found={found} />, open: () => go(place) }] : []
    })
    groups.push({ name: text[kind], options })
  }
  const hasFound = groups.some(({ options }) => options.length > 0)
  if (words) {
    const all: Option = {
      key: 'all',
      content: (
        <Plain icon={<IconSearch size={18} stroke={1.6} aria-hidden className={classes.icon} />}>
          {text.all(words)}
        </Plain>
      ),
      open: () => go({ to: '/search', search: { q: words } }),
    }
    groups.push({ name: text.title, options: [all] })
  }
  const each = Object.values(queries)
  const error = words ? each.find(({ isError }) => isError)?.error : null
  return {
    groups: groups.filter(({ options }) => options.length > 0),
    isEmpty: !hasFound && !error && asked === words && each.every(({ isFetching }) => !isFetching),
    error,
  }
}

function Plain({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <span className={classes.item}>
      {icon}
      <span className={classes.lines}>{children}</span>
    </span>
  )
}
