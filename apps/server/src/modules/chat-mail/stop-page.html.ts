import type { Locale } from '@minichat/contracts'
import { mailPage } from './mail-page.html.ts'

/** What is ended: the mails of a chat, or being asked how chats were. */
export type Stoppable = 'stop' | 'stopRatings'

const words = {
  en: {
    button: 'Send me no more',
    stop: {
      ask: (title: string) => `No more mails of your chat with ${title}?`,
      hint: 'Answers wait for you in the chat itself.',
      done: 'You get no more mails of this chat.',
    },
    stopRatings: {
      ask: (title: string) => `No more mails that ask how your chats with ${title} were?`,
      hint: 'Answers to your questions still reach you.',
      done: 'You are not asked by mail any more.',
    },
  },
  th: {
    button: 'ไม่ต้องส่งอีเมลอีก',
    stop: {
      ask: (title: string) => `ไม่รับอีเมลจากแชทกับ ${title} อีกใช่ไหม`,
      hint: 'คำตอบยังรอคุณอยู่ในแชท',
      done: 'คุณจะไม่ได้รับอีเมลจากแชทนี้อีก',
    },
    stopRatings: {
      ask: (title: string) => `ไม่รับอีเมลที่ถามความเห็นเกี่ยวกับแชทกับ ${title} อีกใช่ไหม`,
      hint: 'คำตอบสำหรับคำถามของคุณจะยังส่งถึงคุณตามเดิม',
      done: 'เราจะไม่ส่งอีเมลถามความเห็นถึงคุณอีก',
    },
  },
} as const satisfies Record<Locale, object>

export function stopPage(kind: Stoppable, { title, locale }: { title: string; locale: Locale }, isDone: boolean) {
  const { button, [kind]: said } = words[locale]
  const form = `<form method="post"><button>${button}</button></form>`
  return mailPage(locale, isDone ? said.done : said.ask(title), `<p>${said.hint}</p>${isDone ? '' : form}`)
}
