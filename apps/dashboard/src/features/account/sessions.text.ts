import { defineText } from '../../lib/text.ts'

export const sessionsText = defineText({
  en: {
    title: 'Where you are signed in',
    hint: 'Do you not know one of these? Sign it out, then change your password.',
    current: 'This device',
    since: (date: string) => `signed in ${date}`,
    lastUsed: (when: string) => `active ${when}`,
    signOut: 'Sign out',
    signOutDevice: (device: string, address: string) => `Sign out ${device}, ${address}`,
    signOutTitle: 'Sign this device out?',
    signOutHint: (device: string) =>
      `${device} is signed out at once, whatever is open there. Unsent drafts stay on it.`,
    signedOut: (device: string) => `${device} is signed out`,
    everywhereTitle: 'Sign out everywhere',
    everywhereHint: 'Ends every session at once, this one too, and forgets trusted devices.',
    everywhere: 'Sign out everywhere',
    everywhereConfirmTitle: 'Sign out everywhere?',
    everywhereConfirm: 'You sign in again on each device, here too, with a code where two-factor is on.',
  },
  th: {
    title: 'อุปกรณ์ที่เข้าสู่ระบบอยู่',
    hint: 'ถ้ามีเครื่องที่คุณไม่รู้จัก ให้ออกจากระบบเครื่องนั้น แล้วเปลี่ยนรหัสผ่าน',
    current: 'เครื่องนี้',
    since: (date: string) => `เข้าสู่ระบบ ${date}`,
    lastUsed: (when: string) => `ใช้งานล่าสุด ${when}`,
    signOut: 'ออกจากระบบ',
    signOutDevice: (device: string, address: string) => `ออกจากระบบ ${device}, ${address}`,
    signOutTitle: 'ให้อุปกรณ์นี้ออกจากระบบไหม',
    signOutHint: (device: string) => `${device} จะออกจากระบบทันที ไม่ว่าเปิดอะไรอยู่ ข้อความที่ยังไม่ส่งจะยังอยู่ในเครื่องนั้น`,
    signedOut: (device: string) => `${device} ออกจากระบบแล้ว`,
    everywhereTitle: 'ออกจากระบบทุกอุปกรณ์',
    everywhereHint: 'ออกจากระบบทุกเครื่องทันที รวมถึงเครื่องนี้ และเลิกเชื่อถืออุปกรณ์ทั้งหมด',
    everywhere: 'ออกจากระบบทุกอุปกรณ์',
    everywhereConfirmTitle: 'ออกจากระบบทุกอุปกรณ์ไหม',
    everywhereConfirm: 'คุณต้องเข้าสู่ระบบใหม่ในทุกเครื่อง รวมถึงเครื่องนี้ และกรอกรหัสถ้าเปิดการยืนยันสองขั้นตอนไว้',
  },
})
