import { defineText } from '../../lib/text.ts'

export const ringText = defineText({
  en: {
    visitor: 'A visitor',
    request: (name: string) => `${name} asks for a person`,
    assignment: (name: string) => `${name} is waiting for you`,
    overdue: (name: string) => `${name} has waited too long`,
    mention: (name: string) => `${name} mentioned you`,
    message: (name: string) => name,
    newMessage: 'New message',
    open: 'Open the chat',
  },
  th: {
    visitor: 'ผู้เยี่ยมชม',
    request: (name: string) => `${name} ขอคุยกับเจ้าหน้าที่`,
    assignment: (name: string) => `${name} รอคุณอยู่`,
    overdue: (name: string) => `${name} รอนานเกินไปแล้ว`,
    mention: (name: string) => `${name} กล่าวถึงคุณ`,
    message: (name: string) => name,
    newMessage: 'มีข้อความใหม่',
    open: 'เปิดแชท',
  },
})
