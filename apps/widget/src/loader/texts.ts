import type { Locale } from '@minichat/contracts'

const en = {
  chat: 'Chat',
  open: 'Open chat',
  close: 'Close chat',
  failed: 'The chat could not be loaded. Please try again.',
  unread: (count: number) => (count === 1 ? '1 new message' : `${count} new messages`),
}

const th: typeof en = {
  chat: 'แชท',
  open: 'เปิดแชท',
  close: 'ปิดแชท',
  failed: 'โหลดแชทไม่สำเร็จ กรุณาลองอีกครั้ง',
  unread: (count) => `ข้อความใหม่ ${count} ข้อความ`,
}

/** The few words that a page pays for before anybody opens the chat. */
export const texts: Record<Locale, typeof en> = { en, th }
