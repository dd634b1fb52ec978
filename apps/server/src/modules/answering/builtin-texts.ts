import type { Locale } from '@minichat/contracts'

/** What the built-in responder says of its own, without a source. */
export const builtinTexts = {
  en: {
    greeting: 'Hello! I am the automatic assistant here. What would you like to know?',
    thanks: 'You’re welcome! Is there anything else I can look up for you?',
    goodbye: 'Goodbye, and thank you for stopping by.',
    identity:
      'I am an automatic assistant, not a person. I answer from the information we have written down, and I can pass you on to a person.',
    noAnswer: 'Sorry, I found nothing about that in our information. Would you like to talk to a person?',
    rest: 'About the rest of your question I found nothing. Would you like to talk to a person?',
    otherLanguage: 'I found this in Thai only:',
  },
  th: {
    greeting: 'สวัสดี ที่นี่มีผู้ช่วยอัตโนมัติคอยตอบ อยากทราบเรื่องไหนพิมพ์ถามได้เลย',
    thanks: 'ด้วยความยินดี มีอะไรให้ช่วยหาข้อมูลเพิ่มอีกไหม',
    goodbye: 'ขอบคุณที่แวะมา แล้วพบกันใหม่',
    identity: 'ที่ตอบอยู่นี้เป็นผู้ช่วยอัตโนมัติ ไม่ใช่คน ตอบจากข้อมูลที่เขียนเตรียมไว้ และส่งต่อให้เจ้าหน้าที่ได้',
    noAnswer: 'ขออภัย ยังไม่พบคำตอบเรื่องนี้ในข้อมูลที่มี ต้องการคุยกับเจ้าหน้าที่ไหม',
    rest: 'ส่วนที่เหลือของคำถามยังไม่พบข้อมูล ต้องการคุยกับเจ้าหน้าที่ไหม',
    otherLanguage: 'พบข้อมูลเรื่องนี้เฉพาะภาษาอังกฤษ:',
  },
} as const satisfies Record<Locale, Record<string, string>>
