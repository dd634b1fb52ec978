import type { Locale } from '@minichat/contracts'
import type { PushRow } from './notifications.store.ts'
import type { Kind } from './whom-to-notify.ts'

const words = {
  en: {
    visitor: 'A visitor',
    colleague: 'A colleague',
    request: (name: string) => `${name} asks for a person`,
    overdue: (name: string) => `${name} has waited too long`,
    assignment: (name: string) => `${name} is waiting for you`,
    mention: (name: string) => `${name} mentioned you`,
    newMessage: 'New message',
  },
  th: {
    visitor: 'ผู้เยี่ยมชม',
    colleague: 'เพื่อนร่วมงาน',
    request: (name: string) => `${name} ขอคุยกับเจ้าหน้าที่`,
    overdue: (name: string) => `${name} รอนานเกินไปแล้ว`,
    assignment: (name: string) => `${name} รอคุณอยู่`,
    mention: (name: string) => `${name} กล่าวถึงคุณ`,
    newMessage: 'มีข้อความใหม่',
  },
} satisfies Record<Locale, object>

const nameMax = 60
const previewMax = 160

const cut = (text: string, max: number) => (text.length > max ? `${text.slice(0, max - 1).toWellFormed()}…` : text)

/** What a notification says, in its reader's language; of what was written only what they want to see there. */
export function pushText(kind: Kind, row: PushRow): { title: string; body: string } {
  const text = words[row.locale]
  const visitor = cut(row.visitor_name || text.visitor, nameMax)
  const written = kind === 'mention' ? row.note : kind === 'message' ? row.message : row.last_words
  const preview = row.previews ? cut(written ?? '', previewMax) : ''
  if (kind === 'message') return { title: visitor, body: preview || text.newMessage }
  if (kind === 'mention') return { title: text.mention(cut(row.note_author || text.colleague, nameMax)), body: preview }
  return { title: text[kind](visitor), body: preview }
}
