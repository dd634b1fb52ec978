import type { Locale } from '@minichat/contracts'
import { shellText } from '../../apps/dashboard/src/app/shell.text.ts'
import { chatsText } from '../../apps/dashboard/src/features/chats/chats.text.ts'
import { ringText } from '../../apps/dashboard/src/features/ringing/ring.text.ts'
import { searchText } from '../../apps/dashboard/src/features/search/search.text.ts'
import { signInText } from '../../apps/dashboard/src/features/sign-in/sign-in.text.ts'
import { texts } from '../../apps/widget/src/panel/texts.ts'

/** What stands on the screens of both sides, in one language. */
export const wordsIn = (locale: Locale) => ({
  shell: shellText[locale],
  chats: chatsText[locale],
  ring: ringText[locale],
  search: searchText[locale],
  signIn: signInText[locale],
  widget: texts[locale],
})
export type Words = ReturnType<typeof wordsIn>

/** What one visitor and one member say to each other: both languages, as in Thai shops. */
export type Script = {
  email: string
  asks: string
  wants: string
  note: string
  reply: string
  mailed: string
  answersByMail: string
  comment: string
  /** Part of a Thai sentence, as somebody remembers it. */
  remembered: string
}

/** @param thing a Thai word that no other story has. */
export const scriptOf = (name: string, thing: string): Script => ({
  email: `${name}@example.com`,
  asks: 'เรียนเผาวันไหนได้บ้าง',
  wants: `อยากได้${thing}สองใบทันวันศุกร์ไหมคะ Can I pick them up?`,
  note: `${name}: two are on the shelf behind the kiln`,
  reply: `ได้ค่ะ เก็บ${thing}ไว้ให้แล้วนะคะ Until Friday, 18:00`,
  mailed: `We have wrapped the ${name} order. จอดรถหน้าร้านได้เลยค่ะ`,
  answersByMail: `ขอบคุณค่ะ ไปรับ${thing}วันศุกร์นะคะ — ${name}`,
  comment: `ตอบเร็วและใจดีมาก (${name})`,
  remembered: `${thing}สองใบ`,
})
