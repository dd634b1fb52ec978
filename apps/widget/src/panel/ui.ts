import type { Locale } from '@minichat/contracts'
import type { PanelHost } from '../shared/handover.ts'
import type { Alerts } from './alerts.ts'
import { problemOf } from './api.ts'
import { createAway } from './away.ts'
import type { Chat } from './chat.ts'
import { createChatMenu } from './chat-menu.ts'
import { createComposer } from './composer.ts'
import { copyText } from './copy.ts'
import { button, h } from './dom.ts'
import { fitToScreen } from './fit.ts'
import { createHeader } from './header.ts'
import { createMenu } from './menu.ts'
import { createMessageActions } from './message-actions.ts'
import { createMessageList } from './message-list.ts'
import { createQuestions } from './question.ts'
import { createRating } from './rating.ts'
import { texts } from './texts.ts'
import { createTimes } from './time.ts'
import { endsWithOffer } from './timeline.ts'
import type { View } from './view.ts'

type Options = {
  host: PanelHost
  locale: Locale
  chat: Chat
  alerts: Alerts
  /** Something came into view, or went out of it. */
  onScrolled: () => void
}

const noteMs = 4000
const refreshMs = 15_000

/** All that one sees of the panel, in one language: another language is another one of these. */
export function createUi({ host, locale, chat, alerts, onScrolled }: Options) {
  const end = new AbortController()
  const lifetime = end.signal
  const words = texts[locale]
  const { title, greeting, privacyUrl } = host.config
  const languages = navigator.languages ?? []
  const dateLocale = languages.find((language) => language.startsWith(locale)) ?? locale
  let note = ''
  const times = createTimes({ dateLocale, justNow: words.justNow, now: chat.now })

  const element = h('div', { class: 'panel', role: 'dialog', 'aria-label': title, lang: locale, hidden: true })
  const menu = createMenu(element, lifetime)
  const ask = createQuestions(element, words.cancel)
  const spoken = h('div', { class: 'unseen', role: 'status' })
  const banner = h('div', { class: 'banner', role: 'status' })

  const say = (text: string) => {
    spoken.textContent = text
  }
  /** A word to all, for a moment. */
  function tell(text: string): void {
    note = text
    renderBanner(chat.view())
    chat.timers.later('note', noteMs, () => tell(''))
  }
  async function attempt(action: () => Promise<unknown>, failure = words.failed): Promise<boolean> {
    try {
      await action()
      return true
    } catch (error) {
      const problem = problemOf(error)
      tell((problem && words.problems[problem]) ?? failure)
      return false
    }
  }
  const copy = async (text: string) => tell((await copyText(text)) ? words.copied : words.failed)
  const onCopy = (text: string) => void copy(text)

  const onPerson = () => {
    void attempt(chat.requestPerson, words.personFailed)
    // The button goes away, and the focus must not go with it.
    composer.focus()
  }
  const send = (text: string) => {
    list.toEnd()
    void chat.send(text)
  }
  const startNew = () => void chat.startNew().then(composer.focus)
  const onMenu = createChatMenu({ words, chat, alerts, menu, ask, privacyUrl, say: tell, attempt })
  const header = createHeader({ title, words, onClose: host.onClose, onPerson, onMenu })
  const list = createMessageList({
    words,
    times,
    dateLocale,
    base: host.base,
    greeting: greeting[locale],
    isOnline: () => chat.view().online,
    onRetry: chat.resend,
    onPerson,
    onReply: send,
    onStartNew: startNew,
    onOlder: () => void chat.loadOlder(),
    onReload: chat.retry,
    onActions: createMessageActions({ words, chat, menu, ask, composer: () => composer, copy: onCopy, attempt }),
    onCopyCode: onCopy,
    onScrolled,
    say,
    lifetime,
  })
  const composer = createComposer({
    words,
    dateLocale,
    onType: chat.type,
    onStop: () => void attempt(chat.stop),
    onSend: send,
  })
  const away = createAway(words.leaveEmail, (email) => {
    chat.identify({ email })
    tell(words.sent)
    away.remove()
  })
  composer.element.prepend(away)
  /** When somebody is there again; '' while somebody is. */
  const backOf = ({ backAt }: View) => (backAt && Date.parse(backAt) > chat.now() ? words.backAt(times.at(backAt)) : '')
  const startButton = button({ class: 'primary' }, startNew, words.startNew)
  const rating = createRating({ words, rate: chat.rate, attempt })
  const ended = h('div', { class: 'ended', hidden: true }, ...rating.parts, startButton)
  element.append(header.element, banner, list.element, composer.element, ended, spoken)

  function render(view: View, unread: number): void {
    list.render(view, (items) => {
      const back = backOf(view)
      header.render(view, endsWithOffer(items), back)
      away.hidden = !back || !view.chat.personRequestedAt
      composer.setStop(view.awaiting || (view.answer !== null && !view.answer.ended))
      renderBanner(view)
      showEnd(view.chat.status === 'closed')
      rating.render(view.rating)
    })
    list.setUnread(unread)
  }

  function renderBanner(view: View): void {
    const text = bannerText(view)
    if (banner.textContent !== text) banner.textContent = text
  }

  function bannerText({ online, disconnected }: View): string {
    if (note) return note
    if (!online) return words.offline
    return disconnected ? words.reconnecting : ''
  }

  function showEnd(isClosed: boolean): void {
    if (ended.hidden === !isClosed) return
    const hadFocus = composer.element.matches(':focus-within')
    composer.element.hidden = isClosed
    ended.hidden = !isClosed
    if (hadFocus) startButton.focus({ preventScroll: true })
  }

  element.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && !event.isComposing) {
      event.stopPropagation()
      host.onClose()
    }
  })
  const refresh = setInterval(() => times.refresh(list.element), refreshMs)

  return {
    element,
    list,
    composer,
    render,
    /** Once it is on the page. */
    fit: () => fitToScreen(element, lifetime),
    destroy: () => {
      end.abort()
      clearInterval(refresh)
      element.remove()
    },
  }
}

export type Ui = ReturnType<typeof createUi>
