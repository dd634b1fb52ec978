import { button, h, setAttributes } from './dom.ts'
import { draw } from './icons.ts'
import type { Texts } from './texts.ts'
import { isWithAiAlone } from './timeline.ts'
import type { View } from './view.ts'

type Options = {
  title: string
  words: Texts
  onClose: () => void
  onPerson: () => void
  onMenu: (anchor: HTMLElement) => void
}

/** Who answers, in words, and the way to a person. */
export function createHeader({ title, words, onClose, onPerson, onMenu }: Options) {
  const face = h('div', { class: 'face', 'aria-hidden': 'true' })
  const status = h('div', { class: 'status' })
  const person = button({ class: 'link' }, onPerson, words.talkToPerson)
  const label = words.chatMenu
  const menuAttributes = { class: 'icon', 'aria-label': label, title: label, 'aria-haspopup': 'menu' }
  const menu = button(menuAttributes, () => onMenu(menu), draw('more'))
  const close = button({ class: 'icon', 'aria-label': words.close, title: words.close }, onClose, draw('close'))
  const heading = h('h2', { title }, title)
  const line = h('div', { class: 'state' }, status, person)
  let shown = ''

  return {
    element: h('div', { class: 'header' }, face, h('div', { class: 'who' }, heading, line), menu, close),
    /**
     * @param hasOffer a message offers the same already: one way at a time is enough.
     * @param back outside the office hours, when somebody is there again.
     */
    render: (view: View, hasOffer: boolean, back: string) => {
      setAttributes(person, { hidden: hasOffer || !isWithAiAlone(view) })
      const text = statusOf(view, words, back)
      const name = view.chat.handledBy === 'member' ? (view.chat.memberName ?? words.team) : null
      if (shown === text + name) return
      shown = text + name
      setAttributes(status, { title: text })
      status.textContent = text
      face.replaceChildren(name === null ? draw('ai') : (Array.from(name)[0] ?? '').toUpperCase())
    },
  }
}

function statusOf({ chat, memberOnline, place }: View, words: Texts, back: string): string {
  if (chat.status === 'closed') return words.closed
  const later = back || words.teamLater
  if (chat.handledBy === 'member') {
    const name = chat.memberName ?? words.team
    return memberOnline && !back ? `${name} ${words.answeredByPerson}` : `${name} · ${later}`
  }
  const { personRequestedAt } = chat
  const who = personRequestedAt ? (place ? words.place(place) : words.waitingForTeam) : words.ai
  if (memberOnline && !back) return `${who} · ${words.teamOnline}`
  // The AI answers at once, whoever is there.
  return personRequestedAt ? `${who} · ${later}` : who
}
