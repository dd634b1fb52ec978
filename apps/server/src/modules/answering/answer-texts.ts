/** What visitors read when every responder failed: honest, and a person is offered with it. */
export const failureText = {
  en: 'Sorry, I cannot answer right now. Your message is saved. Would you like to talk to a person?',
  th: 'ขออภัย ตอนนี้ยังตอบไม่ได้ ข้อความของคุณบันทึกไว้แล้ว ต้องการคุยกับเจ้าหน้าที่ไหม',
} as const
