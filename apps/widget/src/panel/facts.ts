import type { ProfileChange } from '../shared/handover.ts'
import { CallError } from './api.ts'
import type { Timers } from './timers.ts'

type Tracked = { name: string; properties: Record<string, string | number | boolean> }

type Options = {
  timers: Timers
  hasChat: () => boolean
  tellProfile: (profile: ProfileChange) => Promise<unknown>
  tellTracked: (tracked: Tracked) => Promise<unknown>
}

const mostHeld = 50
const retryMs = 15_000

/** What the page tells about the visitor: held in memory until there is a chat, then told in order. */
export function createFacts({ timers, hasChat, tellProfile, tellTracked }: Options) {
  let profile: ProfileChange | null = null
  let tracked: Tracked[] = []
  let isTelling = false

  async function tell(): Promise<void> {
    if (isTelling || !hasChat()) return
    isTelling = true
    try {
      while (profile) {
        const told: ProfileChange = profile
        if (!(await wasTaken(tellProfile(told)))) return
        if (profile === told) profile = null
      }
      for (let first = tracked[0]; first; first = tracked[0]) {
        const told = first
        if (!(await wasTaken(tellTracked(told)))) return
        tracked = tracked.filter((other) => other !== told)
      }
    } finally {
      isTelling = false
    }
  }

  /** What can never be taken is dropped; what can is tried again. */
  async function wasTaken(call: Promise<unknown>): Promise<boolean> {
    try {
      await call
      return true
    } catch (error) {
      if (error instanceof CallError && !error.isTransient) return error.problem !== 'NOT_FOUND'
      timers.later('facts', retryMs, () => void tell())
      return false
    }
  }

  return {
    tell,
    identify: (change: ProfileChange) => {
      const attributes = { ...profile?.attributes, ...change.attributes }
      const merged = { ...profile, ...change, attributes }
      if (Object.keys(attributes).length + Object.keys(merged).length < 2) return
      profile = merged
      void tell()
    },
    track: (name: string, properties: Tracked['properties'] = {}) => {
      tracked = [...tracked, { name, properties }].slice(-mostHeld)
      void tell()
    },
    forget: () => {
      profile = null
      tracked = []
    },
  }
}
