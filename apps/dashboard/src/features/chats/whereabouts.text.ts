import { defineText } from '../../lib/text.ts'

export const whereaboutsText = defineText({
  en: {
    device: 'Device',
    deviceOn: (browser: string, system: string) => `${browser} on ${system}`,
    consent: 'Consent',
    given: 'Given',
    notGiven: 'Not given',
    notAsked: 'Not asked for',
    pages: 'Pages',
    here: 'Now',
    views: (count: string) => `Seen ${count} times`,
    showMore: (count: string) => `Show ${count} more`,
    notKnown: 'Not known',
    notKept: 'Not kept without consent',
  },
  th: {
    device: 'อุปกรณ์',
    deviceOn: (browser: string, system: string) => `${browser} บน ${system}`,
    consent: 'ความยินยอม',
    given: 'ยินยอมแล้ว',
    notGiven: 'ยังไม่ยินยอม',
    notAsked: 'ไม่ได้ขอ',
    pages: 'หน้าที่เปิดดู',
    here: 'ตอนนี้',
    views: (count: string) => `เปิดดู ${count} ครั้ง`,
    showMore: (count: string) => `แสดงอีก ${count} หน้า`,
    notKnown: 'ไม่ทราบ',
    notKept: 'ไม่เก็บเพราะยังไม่ยินยอม',
  },
})
