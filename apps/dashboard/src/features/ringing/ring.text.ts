import { defineText } from '../../lib/text.ts'

export const ringText = defineText({
  en: {
    visitor: 'A visitor',
    assigned: (name: string) => `${name} is waiting for you`,
    overdue: (name: string) => `${name} has waited too long`,
    open: 'Open the chat',
  },
  th: {
    visitor: 'ผู้เยี่ยมชม',
    assigned: (name: string) => `${name} รอคุณอยู่`,
    overdue: (name: string) => `${name} รอนานเกินไปแล้ว`,
    open: 'เปิดแชท',
  },
})
