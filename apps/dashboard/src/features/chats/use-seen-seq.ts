import { useEffect, useRef } from 'react'
import { usePageVisible } from '../../components/use-page-visible.ts'

/** Whoever is busy writing takes so long to read what somebody else has just replied. */
const readingMs = 5000

/** @returns tells up to which number the reader has taken the chat in */
export function useSeenSeq(appliedSeq: number | undefined): () => number {
  const seen = useRef<number | null>(null)
  const timers = useRef(new Set<ReturnType<typeof setTimeout>>())
  const isVisible = usePageVisible()

  useEffect(() => {
    if (appliedSeq === undefined) return
    seen.current ??= appliedSeq
    if (!isVisible || appliedSeq <= seen.current) return
    const timer = setTimeout(() => {
      timers.current.delete(timer)
      seen.current = Math.max(seen.current ?? 0, appliedSeq)
    }, readingMs)
    timers.current.add(timer)
  }, [appliedSeq, isVisible])

  useEffect(() => {
    const pending = timers.current
    return () => {
      for (const timer of pending) clearTimeout(timer)
    }
  }, [])

  return () => seen.current ?? 0
}
