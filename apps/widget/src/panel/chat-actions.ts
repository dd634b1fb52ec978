import type { Message, Rating, RatingReason } from '@minichat/contracts'
import type { Call, Data } from './api.ts'
import type { Store } from './store.ts'
import type { Timers } from './timers.ts'

type Options = {
  store: Store
  call: Call
  timers: Timers
  askForPerson: () => Promise<void>
}

const typingEveryMs = 3000

/** What a visitor does in a chat beyond sending. They reject with a CallError unless they show failures themselves. */
export function createActions({ store, call, timers, askForPerson }: Options) {
  const { view, dispatch } = store
  const show = ({ data }: { data: Message }) => dispatch({ type: 'changed', message: data })

  return {
    edit: async (messageId: string, text: string, answerAgain: boolean) =>
      show(await call('edit', { messageId, text, answerAgain })),
    rateAnswer: async (messageId: string, rating: Rating | null, reason?: RatingReason) =>
      show(await call('rate-answer', { messageId, rating, reason })),
    remove: async (messageId: string) => show(await call('remove', { messageId })),
    rate: (rating: number, comment?: string) => call('rate', { rating, comment }),
    stop: async (): Promise<void> => void (await call('stop', {})),
    regenerate: async (messageId: string): Promise<void> => {
      dispatch({ type: 'awaiting', awaiting: true })
      try {
        await call('regenerate', { messageId })
      } catch (error) {
        dispatch({ type: 'awaiting', awaiting: false })
        throw error
      }
    },
    /** Told again and again while the visitor writes; nobody is told before there is a chat. */
    type: (): void => {
      if (!view().chatId || view().chat.status !== 'open' || timers.isSet('typing')) return
      timers.later('typing', typingEveryMs, () => {})
      call('typing', {}).catch(() => {})
    },
    requestPerson: async (): Promise<void> => {
      if (!view().chatId) return askForPerson()
      dispatch({ type: 'chat', chat: (await call('person', {})).data })
    },
    loadOlder: async (): Promise<void> => {
      const { olderCursor, older } = view()
      if (!olderCursor || older === 'loading') return
      dispatch({ type: 'older-state', older: 'loading' })
      try {
        const { data, metadata } = await call('history', { cursor: olderCursor })
        dispatch({ type: 'older', messages: data, cursor: metadata.nextCursor ?? null })
      } catch {
        dispatch({ type: 'older-state', older: 'failed' })
      }
    },
    download: async (): Promise<Data<'export'>> => (await call('export', {})).data,
  }
}
