import { defineText } from '../../lib/text.ts'

export const setupText = defineText({
  en: {
    title: 'Set up MiniChat',
    hint: 'Make your account and your workspace. It takes a minute.',
    name: 'Your name',
    nameHint: 'Visitors see it when you answer.',
    email: 'E-mail',
    password: 'Password',
    workspaceName: 'Workspace name',
    workspaceHint: 'Usually your shop or company. You can change it later.',
    language: 'Language of the workspace',
    english: 'English',
    thai: 'ไทย (Thai)',
    submit: 'Create workspace',
    needTitle: 'Open the set-up link',
    needHint:
      'The server prints a link with a one-time key when it starts. Open the newest one; older ones no longer work.',
    wrongTitle: 'This link no longer works',
  },
  th: {
    title: 'ตั้งค่า MiniChat',
    hint: 'สร้างบัญชีและพื้นที่ทำงานของคุณ ใช้เวลาไม่ถึงนาที',
    name: 'ชื่อของคุณ',
    nameHint: 'ผู้เยี่ยมชมจะเห็นชื่อนี้เมื่อคุณตอบ',
    email: 'อีเมล',
    password: 'รหัสผ่าน',
    workspaceName: 'ชื่อพื้นที่ทำงาน',
    workspaceHint: 'เช่น ชื่อร้านหรือบริษัท เปลี่ยนทีหลังได้',
    language: 'ภาษาของพื้นที่ทำงาน',
    english: 'English (อังกฤษ)',
    thai: 'ไทย',
    submit: 'สร้างพื้นที่ทำงาน',
    needTitle: 'เปิดลิงก์ตั้งค่า',
    needHint: 'เซิร์ฟเวอร์แสดงลิงก์แบบใช้ครั้งเดียวตอนเริ่มทำงาน เปิดลิงก์ล่าสุด ลิงก์เก่าใช้ไม่ได้แล้ว',
    wrongTitle: 'ลิงก์นี้ใช้ไม่ได้แล้ว',
  },
})
