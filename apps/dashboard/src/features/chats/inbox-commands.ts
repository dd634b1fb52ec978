import { useEffect, useRef } from 'react'

/** What keys ask of whatever is on screen. */
export type InboxCommand = 'reply' | 'note' | 'assign' | 'label' | 'snooze' | 'close' | 'take-over'

const listeners = new Map<InboxCommand, Set<() => void>>()

/** Asks for it; where nothing on screen can do it, nothing happens. */
export function giveCommand(command: InboxCommand): void {
  for (const listener of listeners.get(command) ?? []) listener()
}

/** Does it when it is asked for, for as long as the component is there. */
export function useCommand(command: InboxCommand, onCommand: () => void): void {
  const latest = useRef(onCommand)
  useEffect(() => {
    latest.current = onCommand
  })
  useEffect(() => {
    const listener = () => latest.current()
    const all = listeners.get(command) ?? new Set()
    listeners.set(command, all.add(listener))
    return () => void all.delete(listener)
  }, [command])
}
