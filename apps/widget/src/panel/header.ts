import { button, h, setAttributes } from './dom.ts'
import { draw } from './icons.ts'
import type { Texts } from './texts.ts'
import { isWithAiAlone } from './timeline.ts'
import type { View } from './view.ts'

type Options = { title: string; words: Texts; onClose: () => void; onPerson: () => void }

/** Who answers, in words, and the way to a person. */
export function createHeader({ title, words, onClose, onPerson }: Options) {
  const face = h('div', { class: 'face', 'aria-hidden': 'true' })
  const status = h('div', { class: 'status' })
  const person = button({ class: 'person' }, onPerson, words.talkToPerson)
  const close = button({ class: 'icon', 'aria-label': words.close, title: words.close }, onClose, draw('close'))
  const heading = h('h2', { title }, title)
  let shown = ''

  return {
    element: h('div', { class: 'header' }, face, h('div', { class: 'who' }, heading, status), person, close),
    /** @param hasOffer a message offers the same already: one way at a time is enough. */
    render: (view: View, hasOffer: boolean) => {
      setAttributes(person, { hidden: hasOffer || !isWithAiAlone(view) })
      const text = statusOf(view, words)
      const name = view.chat.handledBy === 'member' ? (view.chat.memberName ?? words.team) : null
      if (shown === text + name) return
      shown = text + name
      status.textContent = text
      face.replaceChildren(name === null ? draw('ai') : (Array.from(name)[0] ?? '').toUpperCase())
    },
  }
}

function statusOf({ chat }: View, words: Texts): string {
  if (chat.status === 'closed') return words.ended
  if (chat.handledBy === 'member') return `${chat.memberName ?? words.team} ${words.answeredByPerson}`
  return chat.personRequestedAt ? words.waitingForTeam : words.ai
}
