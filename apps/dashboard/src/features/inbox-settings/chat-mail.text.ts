import { defineText } from '../../lib/text.ts'

export const chatMailText = defineText({
  en: {
    title: 'Replies by e-mail',
    hint: 'A visitor who has left an address and gone before you replied gets your replies by e-mail, in one mail, once.',
    isOn: 'Mail replies that were not read',
    minutes: 'Minutes a reply may stay unread',
    canReceive: 'Visitors can answer the mail; their words go on in the chat.',
    cannotReceive: 'Visitors get a link to your page. For answers by mail, your operator sets up an address for them.',
    noMail: 'This server sends no mail. Its operator can set that up.',
    ratingTitle: 'Ratings by e-mail',
    ratingHint:
      'A visitor who has left an address and gone without rating the chat is asked how it was: once for each chat, and once a week at most. Each mail has a link that ends them.',
    asksRating: 'Ask how the chat was',
    ratingMinutes: 'Minutes after the end of the chat',
  },
  th: {
    title: 'ตอบทางอีเมล',
    hint: 'หากผู้เยี่ยมชมให้อีเมลไว้และออกไปก่อนที่คุณจะตอบ เราจะส่งข้อความตอบของคุณรวมเป็นอีเมลฉบับเดียว',
    isOn: 'ส่งข้อความที่ยังไม่ได้อ่านทางอีเมล',
    minutes: 'รอกี่นาทีก่อนส่งข้อความที่ยังไม่ได้อ่าน',
    canReceive: 'ผู้เยี่ยมชมตอบกลับอีเมลได้ ข้อความจะไปต่อในแชท',
    cannotReceive: 'ในอีเมลมีลิงก์กลับไปที่หน้าเว็บของคุณ หากต้องการให้ตอบกลับอีเมลได้ ผู้ดูแลเซิร์ฟเวอร์ต้องตั้งที่อยู่สำหรับรับอีเมล',
    noMail: 'เซิร์ฟเวอร์นี้ไม่ได้ส่งอีเมล ผู้ดูแลเซิร์ฟเวอร์ตั้งค่าได้',
    ratingTitle: 'ถามความเห็นทางอีเมล',
    ratingHint:
      'หากผู้เยี่ยมชมให้อีเมลไว้และออกไปโดยไม่ได้ให้คะแนน เราจะส่งอีเมลถามว่าแชทเป็นอย่างไร แชทละครั้งเดียว และไม่เกินสัปดาห์ละครั้ง ในอีเมลมีลิงก์ให้เลิกรับได้',
    asksRating: 'ถามว่าแชทเป็นอย่างไร',
    ratingMinutes: 'ส่งหลังจบแชทกี่นาที',
  },
})
