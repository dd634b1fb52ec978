import { defineText } from '../../lib/text.ts'

export const sectionText = defineText({
  en: {
    settings: 'Settings',
    general: 'General',
    plan: 'Plan',
    audit: 'Audit log',
  },
  th: {
    settings: 'ตั้งค่า',
    general: 'ทั่วไป',
    plan: 'แพ็กเกจ',
    audit: 'บันทึกการใช้งาน',
  },
})
