import type { Panel, PanelHost } from '../shared/handover.ts'
import { createChat } from './chat.ts'
import { createComposer } from './composer.ts'
import { button, h } from './dom.ts'
import { fitToScreen } from './fit.ts'
import { createHeader } from './header.ts'
import { createMessageList } from './message-list.ts'
import { css } from './panel.css'
import { texts } from './texts.ts'
import { createTimes } from './time.ts'
import { endsWithOffer } from './timeline.ts'
import type { View } from './view.ts'

/** Puts the panel together: the chat below, its parts on top, and one rendering per frame. */
export function startPanel(host: PanelHost): Panel {
  const end = new AbortController()
  const lifetime = end.signal
  const words = texts[host.locale]
  const { title, greeting } = host.config
  let isShown = false
  let seenSeq: number | null = null
  let frame = 0

  const chat = createChat(host, lifetime, () => {
    frame ||= requestAnimationFrame(render)
  })
  const close = () => host.onClose()
  const onPerson = () => {
    void chat.requestPerson()
    // The button goes away, and the focus must not go with it.
    composer.focus()
  }
  const startNew = () => void chat.startNew().then(composer.focus)
  const header = createHeader({ title, words, onClose: close, onPerson })
  const list = createMessageList({
    words,
    times: createTimes(host.dateLocale),
    base: host.base,
    greeting: greeting[host.locale],
    isOnline: () => chat.view().online,
    onRetry: chat.resend,
    onPerson,
    onStartNew: startNew,
    onOlder: () => void chat.loadOlder(),
    onReload: chat.retry,
    lifetime,
  })
  const composer = createComposer({
    words,
    dateLocale: host.dateLocale,
    onSend: (text) => {
      list.toEnd()
      void chat.send(text)
    },
  })
  const banner = h('div', { class: 'banner', role: 'status' })
  const startButton = button({ class: 'primary' }, startNew, words.startNew)
  const ended = h('div', { class: 'ended', hidden: true }, startButton)
  const element = h(
    'div',
    { class: 'panel', role: 'dialog', 'aria-label': title, hidden: true },
    header.element,
    banner,
    list.element,
    composer.element,
    ended,
  )

  function render(): void {
    frame = 0
    const view = chat.view()
    const items = list.render(view)
    header.render(view, endsWithOffer(items))
    const notice = bannerText(view)
    if (banner.textContent !== notice) banner.textContent = notice
    showEnd(view.chat.status === 'closed')
    countUnread(view)
  }

  function showEnd(isClosed: boolean): void {
    if (ended.hidden === !isClosed) return
    const hadFocus = composer.element.matches(':focus-within')
    composer.element.hidden = isClosed
    ended.hidden = !isClosed
    if (hadFocus) startButton.focus({ preventScroll: true })
  }

  function bannerText(view: View): string {
    if (!view.online) return words.offline
    if (view.disconnected) return words.reconnecting
    return view.personProblem ? words.personFailed : ''
  }

  function countUnread({ phase, messages, lastSeq }: View): void {
    if (phase !== 'ready') return
    if (isShown || seenSeq === null) seenSeq = lastSeq
    const unread = messages.filter(({ seq, author }) => seq > (seenSeq ?? 0) && author.kind !== 'visitor')
    host.onUnread(isShown ? 0 : unread.length)
  }

  element.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && !event.isComposing) {
      event.stopPropagation()
      close()
    }
  })
  host.addStyles(css)
  host.mount(element)
  fitToScreen(element, lifetime)
  render()
  void chat.start()

  return {
    show: () => {
      isShown = true
      element.hidden = false
      render()
      list.toEnd()
      composer.focus()
    },
    hide: () => {
      isShown = false
      element.hidden = true
    },
    destroy: () => {
      end.abort()
      cancelAnimationFrame(frame)
      element.remove()
    },
  }
}
