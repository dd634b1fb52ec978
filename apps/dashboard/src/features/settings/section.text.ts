import { defineText } from '../../lib/text.ts'

export const sectionText = defineText({
  en: {
    settings: 'Settings',
    general: 'General',
    apiKeys: 'API keys',
  },
  th: {
    settings: 'ตั้งค่า',
    general: 'ทั่วไป',
    apiKeys: 'คีย์ API',
  },
})
