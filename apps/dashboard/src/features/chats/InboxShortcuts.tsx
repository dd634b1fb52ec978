import type { ChatSummary } from '@minichat/contracts'
import { useNavigate } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { isTaken } from '../../lib/is-taken.ts'
import { giveCommand, type InboxCommand } from './inbox-commands.ts'
import type { InboxSearch } from './inbox-search.ts'

const ShortcutHelp = lazy(async () => ({ default: (await import('./ShortcutHelp.tsx')).ShortcutHelp }))

const commands: Record<string, InboxCommand> = {
  r: 'reply',
  n: 'note',
  a: 'assign',
  l: 'label',
  s: 'snooze',
  e: 'close',
  t: 'take-over',
}

type InboxShortcutsProps = {
  chats: readonly ChatSummary[]
  search: InboxSearch
  openChatId: string | undefined
  /** Brings a row of the list into sight. */
  show: (index: number) => void
  toggle: (chatId: string) => void
}

/** The keys of the inbox. They are silent while somebody writes, or a dialog is open. */
export function InboxShortcuts(props: InboxShortcutsProps) {
  const navigate = useNavigate()
  const [isHelping, setHelping] = useState(false)
  const latest = useRef(props)
  useEffect(() => {
    latest.current = props
  })
  useEffect(() => {
    function step(by: number) {
      const { chats, search, openChatId, show } = latest.current
      const at = chats.findIndex(({ id }) => id === openChatId)
      const index = at === -1 ? 0 : Math.max(0, Math.min(chats.length - 1, at + by))
      const next = chats[index]
      if (!next) return
      show(index)
      void navigate({ to: '/chats/$chatId', params: { chatId: next.id }, search })
    }
    function onKeyDown(event: KeyboardEvent) {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isTaken(event.target)) return
      const key = event.key.toLowerCase()
      const command = commands[key]
      const { openChatId, toggle } = latest.current
      if (key === 'j' || key === 'k') step(key === 'j' ? 1 : -1)
      else if (key === 'x' && openChatId) toggle(openChatId)
      else if (event.key === '?') setHelping(true)
      else if (command) giveCommand(command)
      else return
      event.preventDefault()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [navigate])
  if (!isHelping) return null
  return (
    <Suspense>
      <ShortcutHelp onClose={() => setHelping(false)} />
    </Suspense>
  )
}
