/** What visitors read when every responder failed: honest, and people are told. */
export const failureText = {
  en: 'Sorry, I cannot answer right now. Your message is saved and our team has been told: somebody will answer here when they can.',
  th: 'ขออภัย ตอนนี้ระบบยังตอบไม่ได้ ข้อความของคุณบันทึกไว้แล้วและแจ้งทีมงานให้แล้ว เมื่อมีคนว่างจะมาตอบในแชทนี้',
} as const

/** What visitors read who ask for a person, whichever responder there is: no promise of a time. */
export const personText = {
  en: 'Our team has been told that you would like to talk to a person. Somebody will answer here when they can; you can go on writing meanwhile.',
  th: 'แจ้งทีมงานให้แล้วว่าต้องการคุยกับเจ้าหน้าที่ เมื่อมีคนว่างจะมาตอบในแชทนี้ ระหว่างนี้พิมพ์ข้อความทิ้งไว้ได้เลย',
} as const

/** What visitors read when a responder hands the chat to a person and says nothing itself. */
export const handOverText = {
  en: 'Our team has been told about your question. Somebody will answer here when they can.',
  th: 'แจ้งทีมงานเรื่องคำถามของคุณแล้ว เมื่อมีคนว่างจะมาตอบในแชทนี้',
} as const
