import type { VisitorSession } from '@minichat/contracts'
import { type Body, type Call, CallError, problemOf, type VisitorApi } from './api.ts'
import type { Session } from './session.ts'
import type { Store } from './store.ts'

type Options = {
  api: VisitorApi
  session: Session
  store: Store
  /** A session is there: the one of the chat on screen, or of another. */
  onSession: (session: VisitorSession, forget: boolean) => void
  onFailure: (error: unknown) => void
}

/** The visitor of this page and their calls. What belonged to an earlier visitor must not reach the next one. */
export function createVisit({ api, session, store, onSession, onFailure }: Options) {
  let count = 0
  const { view, dispatch } = store

  /** @throws CallError when there is no session to be had now. */
  async function begin(options: { insteadOf?: string | null; forget?: boolean } = {}): Promise<void> {
    if (view().phase !== 'ready') dispatch({ type: 'starting' })
    const isCurrent = watch()
    try {
      const fresh = await session.start(options.insteadOf)
      if (isCurrent()) onSession(fresh, options.forget ?? false)
    } catch (error) {
      const locked = problemOf(error)?.startsWith('IDENTITY')
      if (isCurrent() && (locked || view().phase === 'starting')) {
        dispatch({ type: 'session-failed', locked })
        onFailure(error)
      }
      throw error
    }
  }

  /** With the token; once more with a new one where the server does not take it. */
  const call: Call = async (action, body) => {
    const send = () => api.post(action, { ...body, token: session.token() } as Body<typeof action>)
    const used = session.token()
    const isCurrent = watch()
    try {
      return await send()
    } catch (error) {
      if (problemOf(error) !== 'INVALID_VISITOR_TOKEN') throw error
      if (session.token() === used) await begin()
      if (!isCurrent()) throw error
      return send()
    }
  }

  /** @returns whether it is still the same visitor. */
  function watch(): () => boolean {
    const started = count
    return () => started === count
  }

  return {
    begin,
    call,
    /** @throws CallError by the returned function once the visitor is another one. */
    guard: () => {
      const isCurrent = watch()
      return () => {
        if (!isCurrent()) throw new CallError('NOT_FOUND', 404)
      }
    },
    end: () => {
      count += 1
      session.forget()
      dispatch({ type: 'forgotten' })
    },
  }
}

export type Visit = ReturnType<typeof createVisit>
