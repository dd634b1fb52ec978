import { defineText } from '../../lib/text.ts'

export const secondFactorText = defineText({
  en: {
    workspaceTitle: 'This workspace asks for a second factor',
    operatorTitle: 'The console asks for a second factor',
    hint: 'Turn on two-factor sign-in, or add a passkey: then everything is open to you. If you have a passkey already, sign out and sign in with it.',
    setUp: 'Set one up',
  },
  th: {
    workspaceTitle: 'พื้นที่ทำงานนี้ต้องใช้การยืนยันสองขั้นตอน',
    operatorTitle: 'หน้าดูแลระบบต้องใช้การยืนยันสองขั้นตอน',
    hint: 'เปิดการยืนยันสองขั้นตอน หรือเพิ่มพาสคีย์ แล้วจะใช้งานได้ทั้งหมด หากมีพาสคีย์อยู่แล้ว ให้ออกจากระบบแล้วเข้าสู่ระบบด้วยพาสคีย์',
    setUp: 'ไปตั้งค่า',
  },
})
