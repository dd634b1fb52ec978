import type { VisitorSession } from '@minichat/contracts'
import { tokenName } from '../shared/storage-names.ts'
import type { VisitorApi } from './api.ts'
import type { Storage } from './storage.ts'

export type Session = {
  token: () => string
  /** Whether this device keeps a token of an earlier visit. */
  isKnown: () => boolean
  /** @param insteadOf begins a new chat in place of this one (null where its id is not known). */
  start: (insteadOf?: string | null) => Promise<VisitorSession>
  /** Goes on with the token of a session that was given otherwise. */
  adopt: (session: VisitorSession) => void
  /** Keeps the token once more, where it was taken from the storage meanwhile. */
  hold: () => void
  /** Another token is kept on the device than the one in use. */
  isOutdated: () => boolean
  /** The next start is that of somebody new. */
  forget: () => void
}

/** The visitor's signed token, and the call that gives it. Tabs share the newest one. */
export function createSession(api: Pick<VisitorApi, 'post'>, storage: Storage, identity = () => ''): Session {
  let token = ''
  let starting: Promise<VisitorSession> | null = null
  /** A start that was under way when the visitor was forgotten must not bring them back. */
  let generation = 0

  async function ask(insteadOf: string | null | undefined, startNew: boolean, repeats = 2): Promise<VisitorSession> {
    const asked = generation
    const before = storage.get(tokenName)
    const proof = identity()
    const { data } = await api.post('session', {
      ...(before && { token: before }),
      ...(startNew && { startNew }),
      ...(proof && { identity: proof }),
    })
    if (asked !== generation) return ask(undefined, false)
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
    adopt: (session) => {
      token = session.token
      storage.set(tokenName, token)
    },
    hold: () => {
      if (token) storage.set(tokenName, token)
    },
    isOutdated: () => token !== '' && storage.get(tokenName) !== token,
    forget: () => {
      generation += 1
      token = ''
      starting = null
      storage.remove(tokenName)
    },
    isKnown: () => storage.get(tokenName) !== null,
    start: (insteadOf) => {
      // Where another tab has gone on to a new chat already, that one is it.
      const isNewest = storage.get(tokenName) === token
      if (starting) return starting
      const mine = ask(insteadOf, insteadOf !== undefined && isNewest).finally(() => {
        if (starting === mine) starting = null
      })
      starting = mine
      return mine
    },
  }
}
