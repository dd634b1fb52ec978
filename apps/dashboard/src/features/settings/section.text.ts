import { defineText } from '../../lib/text.ts'

export const sectionText = defineText({
  en: {
    settings: 'Settings',
    general: 'General',
  },
  th: {
    settings: 'ตั้งค่า',
    general: 'ทั่วไป',
  },
})
