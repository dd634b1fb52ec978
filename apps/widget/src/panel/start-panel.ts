import type { ChatEvent } from '@minichat/contracts'
import type { Panel, PanelHost } from '../shared/handover.ts'
import { createAlerts } from './alerts.ts'
import { createChat } from './chat.ts'
import { createPageTitle } from './page-title.ts'
import { css } from './panel.css'
import { createReading } from './reading.ts'
import { createUi, type Ui } from './ui.ts'
import type { View } from './view.ts'

/** Puts the panel together: the chat below, what is seen of it on top, and one rendering per frame. */
export function startPanel(host: PanelHost): Panel {
  const end = new AbortController()
  const lifetime = end.signal
  const showTitle = createPageTitle()
  let locale = host.locale
  let isShown = false
  let unread = 0
  let frame = 0
  let status = ''

  const staysAwake = () => Object.values(alerts.settings()).some(Boolean)
  const chat = createChat({ ...host, locale: () => locale, staysAwake, onArrival }, lifetime, changed)
  const alerts = createAlerts(chat.storage)
  const isReading = () => isShown && !document.hidden && ui.list.isAtEnd()
  const { timers, isLeader, mark } = chat
  const reading = createReading({ timers, isReading, tellsDelivered: isLeader, tell: mark })
  let ui: Ui = buildUi()

  function buildUi(): Ui {
    const made = createUi({ host, locale, chat, alerts, onScrolled: countUnread })
    made.element.hidden = !isShown
    made.element.dir = direction()
    host.mount(made.element)
    made.fit()
    return made
  }

  /** A hidden page renders nothing, but counts. */
  function changed(view: View): void {
    countUnread()
    tellStatus(view)
    schedule()
  }

  function schedule(): void {
    frame ||= requestAnimationFrame(render)
  }

  function render(): void {
    frame = 0
    ui.render(chat.view(), unread)
    countUnread()
  }

  function countUnread(): void {
    const count = reading.update(chat.view())
    showTitle(isShown && !document.hidden ? 0 : count)
    host.onUnread(isShown ? 0 : count)
    if (count === unread) return
    unread = count
    ui.list.setUnread(count)
  }

  function tellStatus({ chat, memberOnline, online, disconnected }: View): void {
    const connection = online ? (disconnected ? 'reconnecting' : 'online') : 'offline'
    const { status: state, handledBy, memberName } = chat
    const detail = { connection, status: state, handledBy, memberName, memberOnline }
    const now = JSON.stringify(detail)
    if (now === status) return
    status = now
    host.emit('status', detail)
  }

  function onArrival({ message }: Extract<ChatEvent, { type: 'message.created' }>): void {
    const { id, seq, author, text, createdAt, chatId } = message
    host.emit('message', { id, author: author.kind, name: author.name, text, createdAt })
    if (isLeader()) alerts.alert(host.config.title, text, chatId, () => lifetime.aborted || reading.readSeq() >= seq)
  }

  const onVisibility = () => {
    countUnread()
    if (document.hidden) reading.flush()
  }
  document.addEventListener('visibilitychange', onVisibility, { signal: lifetime })
  addEventListener('pagehide', reading.flush, { signal: lifetime })
  host.addStyles(css)
  render()
  void chat.start()

  return {
    show: () => {
      isShown = true
      ui.element.dir = direction()
      ui.element.hidden = false
      render()
      ui.list.toEnd()
      ui.composer.focus()
    },
    hide: () => {
      isShown = false
      ui.element.hidden = true
      countUnread()
    },
    destroy: () => {
      showTitle(0)
      end.abort()
      alerts.end()
      cancelAnimationFrame(frame)
      ui.destroy()
    },
    identify: chat.identify,
    track: chat.track,
    setLocale: (wanted) => {
      if (wanted === locale) return
      locale = wanted
      const before = ui
      const hadFocus = before.element.matches(':focus-within')
      const wasAtEnd = before.list.isAtEnd()
      ui = buildUi()
      ui.composer.fill(before.composer.draft())
      before.destroy()
      render()
      if (wasAtEnd) ui.list.toEnd()
      if (hadFocus) ui.composer.focus()
    },
    consent: chat.consent,
    reset: chat.reset,
  }
}

/** As the page goes: where that is from right to left, so is most of what is written in the chat. */
const direction = () => document.dir || document.body.dir
