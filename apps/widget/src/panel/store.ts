import { type Action, reduce } from './state.ts'
import type { Timers } from './timers.ts'
import type { View } from './view.ts'

/** Without a word of the AI for this long the dots are a lie. */
const longestWaitMs = 45_000
const endedAnswerMs = 1000
const typingMs = 6000

/** The view and what becomes of it with time. @param onChange after each change, with the view before it. */
export function createStore(
  initial: View,
  timers: Timers,
  lifetime: AbortSignal,
  onChange: (view: View, before: View) => void,
) {
  let view = initial

  function dispatch(action: Action): void {
    if (lifetime.aborted) return
    const before = view
    view = reduce(view, action)
    if (view === before) return
    const { answer } = view
    if (answer?.ended && !before.answer?.ended) {
      timers.later('answer', endedAnswerMs, () => dispatch({ type: 'answer-gone', answerId: answer.answerId }))
    }
    if (view.awaiting && !before.awaiting) {
      timers.later('waited', longestWaitMs, () => dispatch({ type: 'awaiting', awaiting: false }))
    }
    if (view.typing && view.typing !== before.typing) {
      timers.later('typist', typingMs, () => dispatch({ type: 'typing-over' }))
    }
    onChange(view, before)
  }

  return { view: () => view, dispatch }
}

export type Store = ReturnType<typeof createStore>
