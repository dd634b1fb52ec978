import { type Client, createClient } from '@minichat/client'
import { useCallback, useEffect, useRef, useState } from 'react'
import { notifyUndo } from '../../components/UndoNotice.tsx'
import { hideNotice, notify } from '../../lib/notify.ts'
import { useProblem } from '../../lib/problems.ts'
import { useSession } from '../../lib/session.tsx'
import { useText } from '../../lib/text.ts'
import { knowledgeText } from './knowledge.text.ts'

const undoMs = 6000

/** Calls that go on when the page is closed meanwhile, and stay with their workspace when another one is chosen. */
const lastingClient = (workspaceId: string) =>
  createClient({
    workspaceId: () => workspaceId,
    fetch: (input, init) => fetch(input, { ...init, keepalive: true }),
    renews: true,
  })

type Waiting = { run: () => void; timer: ReturnType<typeof setTimeout> }

/**
 * Deletes after a few seconds in which it can be undone; the row is hidden at once. Leaving the page deletes right away.
 */
export function useDelayedDelete(remove: (client: Client, id: string) => Promise<unknown>, onDone: () => void) {
  const text = useText(knowledgeText)
  const problem = useProblem()
  const { workspace } = useSession()
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set())
  const waiting = useRef(new Map<string, Waiting>())

  const show = useCallback((id: string) => {
    setHidden((ids) => new Set([...ids].filter((one) => one !== id)))
  }, [])

  useEffect(() => {
    const all = waiting.current
    const flush = () => {
      for (const { run } of [...all.values()]) run()
    }
    window.addEventListener('pagehide', flush)
    return () => {
      window.removeEventListener('pagehide', flush)
      flush()
    }
  }, [])

  function schedule(id: string, name: string) {
    const noticeId = `delete-${id}`
    const client = lastingClient(workspace.id)
    const run = () => {
      clearTimeout(waiting.current.get(id)?.timer)
      waiting.current.delete(id)
      void hideNotice(noticeId)
      remove(client, id).then(onDone, (error: unknown) => {
        show(id)
        void notify({ color: 'red', message: problem(error) })
      })
    }
    const undo = () => {
      clearTimeout(waiting.current.get(id)?.timer)
      waiting.current.delete(id)
      show(id)
    }
    setHidden((ids) => new Set([...ids, id]))
    waiting.current.set(id, { run, timer: setTimeout(run, undoMs) })
    notifyUndo({ id: noticeId, message: text.deleted(name), onUndo: undo, closesAfterMs: false })
  }

  return { hidden, schedule }
}
