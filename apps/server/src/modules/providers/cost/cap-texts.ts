import type { Locale } from '@minichat/contracts'

/** What visitors read when a cap is reached and the workspace's own knowledge has no answer: a person is offered. */
export const capTexts: Record<Locale, string> = {
  en: 'Our assistant has answered as much as it can for now. Your message is saved. Would you like to talk to a person?',
  th: 'ตอนนี้ผู้ช่วยอัตโนมัติตอบครบตามที่กำหนดไว้แล้ว ข้อความของคุณบันทึกไว้แล้ว ต้องการคุยกับเจ้าหน้าที่ไหม',
}
