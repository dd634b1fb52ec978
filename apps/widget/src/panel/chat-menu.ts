import { type Alerts, canNotify } from './alerts.ts'
import type { Chat } from './chat.ts'
import type { Menu, MenuItem } from './menu.ts'
import type { Ask } from './question.ts'
import { safeLink } from './safe-url.ts'
import type { Texts } from './texts.ts'

type Options = {
  words: Texts
  chat: Chat
  alerts: Alerts
  menu: Menu
  ask: Ask
  privacyUrl: string | null
  say: (text: string) => void
  attempt: (action: () => Promise<unknown>) => Promise<boolean>
}

/** What concerns the chat as a whole: the menu in the header. */
export function createChatMenu({ words, chat, alerts, menu, ask, privacyUrl, say, attempt }: Options) {
  async function confirmed(text: string, yes: string, action: () => Promise<unknown>): Promise<void> {
    if (await ask({ text, yes, isDanger: true })) await attempt(action)
  }

  async function toggleNotify(): Promise<void> {
    if (!(await alerts.toggleNotify())) say(words.notificationsBlocked)
  }

  return (anchor: HTMLElement): void => {
    const { sound, notify } = alerts.settings()
    const items: MenuItem[] = [{ label: words.sound, icon: 'sound', isOn: sound, onSelect: alerts.toggleSound }]
    if (canNotify()) {
      items.push({ label: words.notifications, icon: 'bell', isOn: notify, onSelect: () => void toggleNotify() })
    }
    const privacy = privacyUrl && safeLink(privacyUrl)
    if (privacy) items.push({ label: words.privacy, icon: 'shield', href: privacy })
    if (chat.view().chatId) {
      const download = () => void attempt(async () => saveFile(await chat.download()))
      const startOver = () => void confirmed(words.startOverQuestion, words.startOver, chat.startOver)
      const erase = () => void confirmed(words.eraseQuestion, words.erase, chat.erase)
      items.push(
        { label: words.download, icon: 'down', onSelect: download },
        { label: words.startOver, icon: 'again', onSelect: startOver },
        { label: words.erase, icon: 'remove', isDanger: true, onSelect: erase },
      )
    }
    menu.open(anchor, words.chatMenu, items)
  }
}

function saveFile(content: unknown): void {
  const url = URL.createObjectURL(new Blob([JSON.stringify(content, null, 2)], { type: 'application/json' }))
  const link = document.createElement('a')
  link.href = url
  link.download = 'chat.json'
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
