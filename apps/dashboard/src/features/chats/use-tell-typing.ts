import { useCallback, useRef } from 'react'
import { api } from '../../lib/api.ts'

const tellEveryMs = 3000

/** @returns says that this member is writing; others are told at most every 3 s */
export function useTellTyping(chatId: string) {
  const toldAt = useRef(Number.NEGATIVE_INFINITY)
  return useCallback(() => {
    const now = performance.now()
    if (now - toldAt.current < tellEveryMs) return
    toldAt.current = now
    // Nothing hangs on it: the next letter tells it again.
    api.request('POST /api/v1/chats/:chatId/typing', { params: { chatId } }).catch(() => {})
  }, [chatId])
}
