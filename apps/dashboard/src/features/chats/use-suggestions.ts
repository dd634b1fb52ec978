import { type KeyboardEvent, type RefObject, useRef, useState } from 'react'
import type { SuggestionKeys } from './Suggestions.tsx'

/** The word that is being written, where it begins with `@` or `/`: from where to the caret, and what was typed of it. */
export function wordBefore(text: string, caret: number, sign: '@' | '/') {
  const from = text.lastIndexOf(sign, caret - 1)
  if (from === -1 || (from > 0 && !/\s/.test(text[from - 1] ?? ''))) return null
  const query = text.slice(from + 1, caret)
  return /^[\p{L}\p{M}\p{N}_-]{0,40}$/u.test(query) ? { from, query } : null
}

/** Offers what fits the word at the caret, until it is taken, or left by Esc. */
export function useSuggestions(
  sign: '@' | '/',
  draft: string,
  onDraft: (draft: string) => void,
  field: RefObject<HTMLTextAreaElement | null>,
) {
  const [caret, setCaret] = useState(0)
  const [left, setLeft] = useState<string | null>(null)
  const keys = useRef<SuggestionKeys>(null)
  const word = wordBefore(draft, Math.min(caret, draft.length), sign)
  const isOpen = word !== null && left !== `${sign}${word.from}`

  function pick(words: string) {
    if (!word) return
    const after = draft.slice(Math.min(caret, draft.length))
    onDraft(draft.slice(0, word.from) + words + after)
    const place = word.from + words.length
    setCaret(place)
    requestAnimationFrame(() => {
      field.current?.focus()
      field.current?.setSelectionRange(place, place)
    })
  }
  return {
    word: isOpen ? word : null,
    keys,
    pick,
    leave: () => word && setLeft(`${sign}${word.from}`),
    /** Call it whenever the caret may have moved. */
    look: () => setCaret(field.current?.selectionStart ?? 0),
    /** @returns whether the key was meant for the list */
    takes: (event: KeyboardEvent) => isOpen && (keys.current?.(event) ?? false),
  }
}
