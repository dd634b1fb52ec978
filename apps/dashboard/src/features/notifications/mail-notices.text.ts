import { defineText } from '../../lib/text.ts'

export const mailNoticesText = defineText({
  en: {
    title: 'Mails to you',
    hint: 'What concerns your account is always mailed. A mention is mailed when you have not seen it for five minutes and have no dashboard open: once for each chat, until you have looked.',
    mentions: 'Mail me when a colleague mentions me',
    noMail: 'This server sends no mail, so you find mentions in the inbox alone.',
  },
  th: {
    title: 'อีเมลถึงคุณ',
    hint: 'เรื่องที่เกี่ยวกับบัญชีส่งทางอีเมลเสมอ ส่วนการกล่าวถึงจะส่งเมื่อคุณยังไม่เห็นภายในห้านาทีและไม่ได้เปิดแดชบอร์ดอยู่ แชทละครั้งเดียวจนกว่าคุณจะเข้าไปดู',
    mentions: 'ส่งอีเมลเมื่อเพื่อนร่วมงานกล่าวถึงฉัน',
    noMail: 'เซิร์ฟเวอร์นี้ไม่ส่งอีเมล คุณจึงเห็นการกล่าวถึงได้ในกล่องแชทเท่านั้น',
  },
})
