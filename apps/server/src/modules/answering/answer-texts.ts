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

/** What visitors read in place of an answer that no source supports. */
export const declinedText = {
  en: 'I could not find a reliable answer to that in our information. Would you like to talk to a person?',
  th: 'ยังไม่พบคำตอบที่ยืนยันได้ในข้อมูลที่มี ต้องการคุยกับเจ้าหน้าที่ไหม',
} as const

/** To somebody who writes of hurting themselves. People are told of the chat along with it. */
export const careText = {
  en: 'I am sorry that you are going through this. I am an automatic assistant, so please talk to a person right away: somebody close to you, the emergency number where you are, or in Thailand the mental health line 1323, which is open day and night. Our team has been told of your message too.',
  th: 'เสียใจด้วยที่กำลังเจอเรื่องหนักขนาดนี้ ที่ตอบอยู่นี้เป็นระบบอัตโนมัติ ขอให้คุยกับคนใกล้ตัวหรือโทรสายด่วนสุขภาพจิต 1323 ได้ตลอด 24 ชั่วโมง ถ้าฉุกเฉินโทร 1669 และแจ้งทีมงานให้แล้ว',
} as const

/** In place of an answer to what nobody should help with. */
export const refusalText = {
  en: 'I cannot help with that. If I have misunderstood you, please write it in other words.',
  th: 'เรื่องนี้ช่วยไม่ได้ ถ้าเข้าใจผิดไป ลองพิมพ์ใหม่ด้วยคำอื่น',
} as const
