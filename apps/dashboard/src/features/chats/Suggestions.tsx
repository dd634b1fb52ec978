import { useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, type Ref, useImperativeHandle, useState } from 'react'
import { api } from '../../lib/api.ts'
import { useSession } from '../../lib/session.tsx'
import { languageOf, useText } from '../../lib/text.ts'
import { filledIn } from './canned-text.ts'
import { inboxText } from './inbox.text.ts'
import { useInbox } from './inbox-context.ts'
import classes from './Suggestions.module.css'
import { useTeammates } from './use-teammates.ts'

/** @returns whether the key was meant for the list */
export type SuggestionKeys = (event: KeyboardEvent) => boolean

type Suggestion = { id: string; name: string; text: string; hint?: string }
type SuggestionsProps = {
  kind: 'mention' | 'canned'
  query: string
  visitorName: string
  onPick: (suggestion: Suggestion) => void
  onClose: () => void
  keysRef: Ref<SuggestionKeys>
}

const shownMax = 8

/** Members to mention or replies to take, above the field in which somebody writes on. */
export function Suggestions({ kind, query, visitorName, onPick, onClose, keysRef }: SuggestionsProps) {
  const text = useText(inboxText)
  const mentions = useMentions()
  const canned = useCanned(visitorName)
  const [place, setPlace] = useState(0)
  const wanted = query.toLocaleLowerCase()
  const all = kind === 'mention' ? mentions : canned
  const fits = ({ name, text: words }: Suggestion) =>
    name.toLocaleLowerCase().includes(wanted) || (kind === 'canned' && words.toLocaleLowerCase().includes(wanted))
  const shown = all?.filter(fits).slice(0, shownMax) ?? []
  const at = Math.min(place, shown.length - 1)

  useImperativeHandle(keysRef, () => (event) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    const chosen = shown[at]
    if (event.key === 'Escape') onClose()
    else if (step !== 0 && shown.length > 0) setPlace((at + step + shown.length) % shown.length)
    else if ((event.key === 'Enter' || event.key === 'Tab') && chosen) onPick(chosen)
    else return false
    return true
  })

  if (!all) return null
  if (shown.length === 0) return <p className={classes.none}>{kind === 'mention' ? text.nobodyFound : text.noCanned}</p>
  return (
    <ul className={classes.list} role="listbox" aria-label={kind === 'mention' ? text.keyMention : text.keyCanned}>
      {shown.map((one, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the field below
        // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus
        <li
          key={one.id}
          role="option"
          aria-selected={index === at}
          className={classes.option}
          // The field keeps the focus.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onPick(one)}
        >
          <strong lang={languageOf(one.name)}>{one.name}</strong>
          {one.hint && <span lang={languageOf(one.hint)}>{one.hint}</span>}
        </li>
      ))}
    </ul>
  )
}

function useMentions(): Suggestion[] | undefined {
  const { me } = useSession()
  return useTeammates()
    ?.filter(({ id }) => id !== me.user.id)
    .map(({ id, name }) => ({ id, name, text: `@${name} ` }))
}

function useCanned(visitorName: string): Suggestion[] | undefined {
  const { workspaceId } = useInbox()
  const { me, workspace } = useSession()
  const names = { visitor: visitorName, member: me.user.name, workspace: workspace.name }
  return useQuery({
    queryKey: [workspaceId, 'canned-replies'],
    queryFn: async ({ signal }) => (await api.request('GET /api/v1/canned-replies', { signal })).data,
    staleTime: 60_000,
  }).data?.map(({ id, shortcut, text }) => {
    const words = filledIn(text, names)
    return { id, name: `/${shortcut}`, text: words, hint: words }
  })
}
