import type { limits, Rating, RatingReason } from '@minichat/contracts'
import type { Chat } from './chat.ts'
import type { Composer } from './composer.ts'
import type { Menu, MenuItem } from './menu.ts'
import type { Ask } from './question.ts'
import type { Texts } from './texts.ts'
import type { Bubble } from './timeline.ts'

/** Checked by its type against what the server allows. */
const editWithinMs: (typeof limits)['editWithinMs'] = 300_000

type Options = {
  words: Texts
  chat: Chat
  menu: Menu
  ask: Ask
  composer: () => Composer
  copy: (text: string) => void
  /** Does it, and tells the visitor where it fails. @returns whether it worked. */
  attempt: (action: () => Promise<unknown>) => Promise<boolean>
}

/** What can be done with one message: the menu at its button. */
export function createMessageActions({ words, chat, menu, ask, composer, copy, attempt }: Options) {
  async function change(id: string, seq: number, text: string): Promise<boolean> {
    const isAnswered = chat
      .view()
      .messages.some(({ answersSeq, state }) => answersSeq === seq && state !== 'replaced' && state !== 'removed')
    const choice = isAnswered
      ? await ask({ text: words.answerAgainQuestion, yes: words.answerAgain, no: words.keepAnswer })
      : 'no'
    return choice !== null && attempt(() => chat.edit(id, text, choice === 'yes'))
  }

  async function remove(id: string): Promise<void> {
    const choice = await ask({ text: words.removeQuestion, yes: words.remove, isDanger: true })
    if (choice) await attempt(() => chat.remove(id))
  }

  /** What was not good is asked first: it can be left open. */
  function setRating(anchor: HTMLElement, id: string, rating: Rating | null): void {
    const say = (reason?: RatingReason) => void attempt(() => chat.rateAnswer(id, rating, reason))
    const item = (reason?: 'wrong' | 'off_topic'): MenuItem => ({
      label: words[reason ?? 'down'],
      icon: 'down',
      onSelect: () => say(reason),
    })
    if (rating !== 'down') return say()
    menu.open(anchor, words.down, [item(), item('wrong'), item('off_topic')])
  }

  return (anchor: HTMLElement, { message, text, canAnswerAgain }: Bubble, rating?: Rating | null): void => {
    if (!message) return
    const { id, seq, author, createdAt } = message
    if (rating !== undefined) return setRating(anchor, id, rating)
    const items: MenuItem[] = [{ label: words.copy, icon: 'copy', onSelect: () => copy(text) }]
    const isOpen = chat.view().chat.status === 'open'
    if (author.kind === 'visitor' && isOpen && chat.now() - Date.parse(createdAt) < editWithinMs) {
      const onEdit = () => composer().edit({ text, onSave: (changed) => change(id, seq, changed) })
      items.push(
        { label: words.edit, icon: 'edit', onSelect: onEdit },
        { label: words.remove, icon: 'remove', isDanger: true, onSelect: () => void remove(id) },
      )
    }
    if (canAnswerAgain) {
      const onSelect = () => void attempt(() => chat.regenerate(id))
      items.push({ label: words.answerAgain, icon: 'again', onSelect })
    }
    menu.open(anchor, words.messageMenu, items)
  }
}
