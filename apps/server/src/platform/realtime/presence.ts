import { newId } from '../ids.ts'
import type { Hub } from './hub.ts'

/** A page that is reloaded, or a stream that moves to another server, is not gone. */
const lingerMs = 10_000
/** What other processes said counts for so long; they say it again often enough. */
const announceEveryMs = 20_000
const believedMs = 50_000
/** So that one announcement fits into a notice between processes. */
const keysPerAnnouncement = 60

const topic = 'presence'
type Announcement = { type: 'presence'; from: string; online: boolean; keys: string[] }
type Question = { type: 'presence-question'; from: string }

/**
 * Who is there, by key: known in each process from its own open streams and from what the other processes announce.
 * Nothing of it is stored: a process that dies is forgotten after 50 s.
 */
export function createPresence(hub: Hub, nowMs: () => number) {
  const from = newId()
  const own = new Map<string, number>()
  const leaving = new Set<NodeJS.Timeout>()
  /** By key, then by process: until when it is believed. */
  const others = new Map<string, Map<string, number>>()
  const watchers = new Map<string, Set<(online: boolean) => void>>()

  const isOnline = (key: string) => own.has(key) || (others.get(key)?.size ?? 0) > 0

  /** Tells the watchers where a change made a difference. */
  function changing(keys: string[], change: (key: string) => void): void {
    for (const key of keys) {
      const before = isOnline(key)
      change(key)
      const after = isOnline(key)
      if (before !== after) for (const watcher of [...(watchers.get(key) ?? [])]) watcher(after)
    }
  }

  function announce(online: boolean, keys: string[]): void {
    for (let at = 0; at < keys.length; at += keysPerAnnouncement) {
      const part = keys.slice(at, at + keysPerAnnouncement)
      const announcement: Announcement = { type: 'presence', from, online, keys: part }
      hub.publish(topic, announcement)
    }
  }

  function believe(process: string, online: boolean, keys: string[]): void {
    changing(keys, (key) => {
      const processes = others.get(key) ?? new Map<string, number>()
      if (online) others.set(key, processes.set(process, nowMs() + believedMs))
      else if (processes.delete(process) && processes.size === 0) others.delete(key)
    })
  }

  function forgetSilent(): void {
    for (const [key, processes] of [...others]) {
      for (const [process, until] of processes) if (until < nowMs()) believe(process, false, [key])
    }
  }

  const unsubscribe = hub.subscribe(topic, (live) => {
    const said = live?.event as Announcement | Question | undefined
    if (!said || said.from === from) return
    if (said.type === 'presence') believe(said.from, said.online, said.keys)
    else announce(true, [...own.keys()])
  })
  const timer = setInterval(() => {
    forgetSilent()
    if (hub.isShared) announce(true, [...own.keys()])
  }, announceEveryMs)
  timer.unref()
  const question: Question = { type: 'presence-question', from }
  if (hub.isShared) hub.publish(topic, question)

  function leave(key: string): void {
    const left = (own.get(key) ?? 1) - 1
    if (left > 0) return void own.set(key, left)
    changing([key], () => own.delete(key))
    announce(false, [key])
  }

  return {
    isOnline,
    /** Somebody is there until the returned function is called, and a little longer. */
    enter(key: string): () => void {
      const isNew = !own.has(key)
      changing([key], () => own.set(key, (own.get(key) ?? 0) + 1))
      if (isNew) announce(true, [key])
      return () => {
        const timer = setTimeout(() => {
          leaving.delete(timer)
          leave(key)
        }, lingerMs)
        timer.unref()
        leaving.add(timer)
      }
    },
    /** Calls back whenever it changes, until the returned function is called. */
    watch(key: string, watcher: (online: boolean) => void): () => void {
      const set = watchers.get(key) ?? new Set()
      watchers.set(key, set.add(watcher))
      return () => {
        set.delete(watcher)
        if (set.size === 0 && watchers.get(key) === set) watchers.delete(key)
      }
    },
    stop(): void {
      unsubscribe()
      clearInterval(timer)
      for (const one of leaving) clearTimeout(one)
      announce(false, [...own.keys()])
    },
  }
}

export type Presence = ReturnType<typeof createPresence>
