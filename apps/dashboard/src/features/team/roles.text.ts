import { defineText } from '../../lib/text.ts'

export const rolesText = defineText({
  en: {
    owner: 'Owner',
    admin: 'Admin',
    member: 'Member',
    ownerHint: 'Everything, and handing over or deleting the workspace',
    adminHint: 'Team, widget and settings as well',
    memberHint: 'Answers chats and keeps the knowledge',
  },
  th: {
    owner: 'เจ้าของ',
    admin: 'ผู้ดูแล',
    member: 'สมาชิก',
    ownerHint: 'ทำได้ทุกอย่าง รวมถึงโอนหรือลบพื้นที่ทำงาน',
    adminHint: 'จัดการทีม วิดเจ็ต และการตั้งค่าได้ด้วย',
    memberHint: 'ตอบแชทและดูแลคลังความรู้',
  },
})
