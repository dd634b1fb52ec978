import type { VisitorSession } from '@minichat/contracts'
import type { VisitorApi } from './api.ts'
import type { Storage } from './storage.ts'

const tokenName = 'token'

export type Session = {
  token: () => string
  /** Whether this device keeps a token of an earlier visit. */
  isKnown: () => boolean
  /** @param insteadOf begins a new chat in place of this one (null where its id is not known). */
  start: (insteadOf?: string | null) => Promise<VisitorSession>
}

/** The visitor's signed token, and the call that gives it. Tabs share the newest one. */
export function createSession(api: Pick<VisitorApi, 'post'>, storage: Storage): Session {
  let token = ''
  let starting: Promise<VisitorSession> | null = null

  async function ask(insteadOf: string | null | undefined, startNew: boolean, repeats = 2): Promise<VisitorSession> {
    const before = storage.get(tokenName)
    const { data } = await api.post('session', { ...(before && { token: before }), ...(startNew && { startNew }) })
    const now = storage.get(tokenName)
    // Another tab was faster: both go on with what it keeps, so this answer is not about our chat.
    if (repeats > 0 && now && now !== before) return ask(insteadOf, false, repeats - 1)
    token = data.token
    storage.set(tokenName, token)
    const isStillOld = data.chat !== null && (data.chat.status === 'closed' || data.chat.id === insteadOf)
    if (insteadOf !== undefined && isStillOld && repeats > 0) return ask(insteadOf, true, repeats - 1)
    return data
  }

  return {
    token: () => token,
    isKnown: () => storage.get(tokenName) !== null,
    start: (insteadOf) => {
      // Where another tab has gone on to a new chat already, that one is it.
      const isNewest = storage.get(tokenName) === token
      starting ??= ask(insteadOf, insteadOf !== undefined && isNewest).finally(() => {
        starting = null
      })
      return starting
    },
  }
}
