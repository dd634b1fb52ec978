import { defineText } from '../../lib/text.ts'

export const signInText = defineText({
  en: {
    title: 'Sign in',
    email: 'E-mail',
    password: 'Password',
    showPassword: 'Show or hide the password',
    submit: 'Sign in',
    setupTitle: 'This server is not set up yet',
    setupHint: 'Open the set-up link that the server printed when it started. It makes the first account.',
    backTo: 'Sign in to go on where you were.',
  },
  th: {
    title: 'เข้าสู่ระบบ',
    email: 'อีเมล',
    password: 'รหัสผ่าน',
    showPassword: 'แสดงหรือซ่อนรหัสผ่าน',
    submit: 'เข้าสู่ระบบ',
    setupTitle: 'เซิร์ฟเวอร์นี้ยังไม่ได้ตั้งค่า',
    setupHint: 'เปิดลิงก์ตั้งค่าที่เซิร์ฟเวอร์แสดงตอนเริ่มทำงาน เพื่อสร้างบัญชีแรก',
    backTo: 'เข้าสู่ระบบเพื่อทำต่อจากเดิม',
  },
})
