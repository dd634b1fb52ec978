import { useState } from 'react'
import { storage } from '../../lib/stored.ts'
import { draftKey } from '../../lib/unsent.ts'

/** What is begun in a chat, kept until it is sent. Key its user by chat. */
export function useDraft(chatId: string) {
  const key = draftKey(chatId)
  const [draft, setDraft] = useState(() => storage.read(key) ?? '')
  const change = (next: string) => {
    setDraft(next)
    storage.write(key, next === '' ? null : next)
  }
  return [draft, change] as const
}
