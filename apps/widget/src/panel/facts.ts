import type { ProfileChange } from '../shared/handover.ts'
import { type Call, CallError } from './api.ts'
import type { Place } from './place.ts'
import type { Timers } from './timers.ts'

type Tracked = { name: string; properties: Record<string, string | number | boolean> }

type Options = {
  timers: Timers
  hasChat: () => boolean
  place: () => Place
  call: Call
}

const mostHeld = 50
const retryMs = 15_000

/**
 * What the page tells about the visitor: held in memory until there is a chat, then told in order. And where they are:
 * told once for each page, and where the page changes by itself, at the next occasion.
 */
export function createFacts({ timers, hasChat, place, call }: Options) {
  let profile: ProfileChange | null = null
  let tracked: Tracked[] = []
  let toldPlace = ''
  let isTelling = false

  async function tell(): Promise<void> {
    if (isTelling || !hasChat()) return
    isTelling = true
    try {
      while (profile) {
        const told: ProfileChange = profile
        if (!(await wasTaken(call('profile', told)))) return
        if (profile === told) profile = null
      }
      for (let first = tracked[0]; first; first = tracked[0]) {
        const told = first
        if (!(await wasTaken(call('track', told)))) return
        tracked = tracked.filter((other) => other !== told)
      }
      const here = place()
      const key = JSON.stringify(here)
      if (key === toldPlace || !(await wasTaken(call('whereabouts', here)))) return
      toldPlace = key
    } finally {
      isTelling = false
    }
    // There may be more by now.
    return tell()
  }

  /** What can never be taken is dropped; what can is tried again. */
  async function wasTaken(calling: Promise<unknown>): Promise<boolean> {
    try {
      await calling
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
      toldPlace = ''
    },
  }
}
