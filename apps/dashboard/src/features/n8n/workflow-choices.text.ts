import { defineText } from '../../lib/text.ts'

export const triggerText = defineText({
  en: { chat: 'Chat Trigger', webhook: 'Webhook' },
  th: { chat: 'Chat Trigger', webhook: 'Webhook' },
})

export const modeText = defineText({
  en: { wait: 'At once', stream: 'Streamed', async: 'By calling back' },
  th: { wait: 'ตอบทันที', stream: 'สตรีม', async: 'เรียกกลับภายหลัง' },
})

export const modeHintText = defineText({
  en: {
    wait: 'The reply to the call is the answer.',
    stream: 'Visitors see the words as the workflow writes them.',
    async:
      'The workflow acknowledges at once and calls back within its time, up to 15 minutes. Visitors read meanwhile that somebody works on it. It needs the signing secret.',
  },
  th: {
    wait: 'ข้อมูลที่ตอบกลับการเรียกคือคำตอบ',
    stream: 'ผู้เยี่ยมชมเห็นข้อความไปพร้อมกับที่เวิร์กโฟลว์เขียน',
    async:
      'เวิร์กโฟลว์รับเรื่องทันทีแล้วเรียกกลับภายในเวลาที่กำหนด ไม่เกิน 15 นาที ระหว่างนั้นผู้เยี่ยมชมเห็นว่ากำลังดำเนินการอยู่ วิธีนี้ต้องมีรหัสลับสำหรับเซ็น',
  },
})

export const authText = defineText({
  en: { none: 'None', basic: 'Basic', header: 'Header', jwt: 'JWT' },
  th: { none: 'ไม่มี', basic: 'Basic', header: 'Header', jwt: 'JWT' },
})

/** What the secret of each kind of authentication is called. */
export const secretText = defineText({
  en: { basic: 'Password', header: 'Value of the header', jwt: 'Passphrase of the JWT (HS256)' },
  th: { basic: 'รหัสผ่าน', header: 'ค่าของ header', jwt: 'รหัสลับของ JWT (HS256)' },
})

export const draftProblemText = defineText({
  en: {
    required: 'Fill this in.',
    address: 'This must be an address that begins with https:// or http://.',
    testAddress: 'This is the test address, which works for one call only. Use the production address.',
    seconds: 'From 1 to 900 seconds.',
    attributeNames: 'At most 20 names of letters, digits, dots, dashes and underscores, each beginning with a letter.',
  },
  th: {
    required: 'กรุณากรอกช่องนี้',
    address: 'ต้องเป็นที่อยู่ที่ขึ้นต้นด้วย https:// หรือ http://',
    testAddress: 'นี่คือที่อยู่สำหรับทดสอบ ซึ่งใช้ได้เพียงครั้งเดียว กรุณาใช้ที่อยู่สำหรับใช้งานจริง',
    seconds: 'ตั้งแต่ 1 ถึง 900 วินาที',
    attributeNames: 'ไม่เกิน 20 ชื่อ แต่ละชื่อขึ้นต้นด้วยตัวอักษรอังกฤษ และใช้ได้เฉพาะตัวอักษร ตัวเลข จุด ขีด และขีดล่าง',
  },
})
