import type { BulkAction, ChatBefore } from '@minichat/contracts'
import { useMutation } from '@tanstack/react-query'
import { notifyUndo } from '../../components/UndoNotice.tsx'
import { api } from '../../lib/api.ts'
import { formatNumber } from '../../lib/format.ts'
import { notify } from '../../lib/notify.ts'
import { useProblem } from '../../lib/problems.ts'
import { useLocale, useText } from '../../lib/text.ts'
import { inboxText } from './inbox.text.ts'

const undoMs = 8000

/** Does the same with one chat or many, and offers to take it back. The live stream shows what has become of them. */
export function useChatChanges(onDone: () => void = () => {}) {
  const text = useText(inboxText)
  const locale = useLocale()
  const problem = useProblem()
  const onError = (error: unknown) => void notify({ color: 'red', message: problem(error) })
  const undo = useMutation({
    mutationFn: async (chats: ChatBefore[]) =>
      (await api.request('POST /api/v1/chats/bulk/undo', { body: { chats } })).data,
    onSuccess: () => void notify({ message: text.undone }),
    onError,
  })
  return useMutation({
    mutationFn: async ({ chatIds, action }: { chatIds: string[]; action: BulkAction }) =>
      (await api.request('POST /api/v1/chats/bulk', { body: { chatIds, action } })).data,
    onSuccess({ before, refused }) {
      onDone()
      const done = formatNumber(locale, before.length)
      if (before.length === 0) return void notify({ color: 'red', message: text.noneChanged })
      notifyUndo({
        id: 'chat-changes',
        message: refused.length > 0 ? text.someRefused(done, formatNumber(locale, refused.length)) : text.changed(done),
        onUndo: () => undo.mutate(before),
        closesAfterMs: undoMs,
      })
    },
    onError,
  })
}
