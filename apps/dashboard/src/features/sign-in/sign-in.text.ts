import { defineText } from '../../lib/text.ts'

export const signInText = defineText({
  en: {
    title: 'Sign in',
    email: 'E-mail',
    password: 'Password',
    showPassword: 'Show or hide the password',
    submit: 'Sign in',
    setupTitle: 'This server is not set up yet',
    setupLink: 'Open the set-up link',
    setupHint: 'The server printed it when it started. Use the newest one; it makes the first account.',
    invite: 'No account yet? Ask an owner to invite you.',
    backTo: 'Sign in to go on where you were.',
  },
  th: {
    title: 'เข้าสู่ระบบ',
    email: 'อีเมล',
    password: 'รหัสผ่าน',
    showPassword: 'แสดงหรือซ่อนรหัสผ่าน',
    submit: 'เข้าสู่ระบบ',
    setupTitle: 'เซิร์ฟเวอร์นี้ยังไม่ได้ตั้งค่า',
    setupLink: 'เปิดลิงก์ตั้งค่า',
    setupHint: 'เซิร์ฟเวอร์แสดงลิงก์นี้ตอนเริ่มทำงาน ใช้ลิงก์ล่าสุดเพื่อสร้างบัญชีแรก',
    invite: 'ยังไม่มีบัญชีใช่ไหม ขอให้เจ้าของพื้นที่ทำงานเชิญคุณ',
    backTo: 'เข้าสู่ระบบเพื่อทำต่อจากเดิม',
  },
})
