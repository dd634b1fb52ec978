import { defineText } from '../../lib/text.ts'

export const sectionText = defineText({
  en: {
    settings: 'Settings',
    general: 'General',
    ai: 'AI providers',
    inbox: 'Inbox',
    assignment: 'Assignment and hours',
    team: 'Team',
    workspace: 'Workspace',
    identity: 'Visitor identity',
    n8n: 'n8n',
    apiKeys: 'API keys',
    plan: 'Plan',
    aiCost: 'AI cost',
    audit: 'Audit log',
  },
  th: {
    settings: 'ตั้งค่า',
    general: 'ทั่วไป',
    ai: 'ผู้ให้บริการ AI',
    inbox: 'กล่องแชท',
    assignment: 'การมอบหมายและเวลาทำการ',
    team: 'ทีม',
    workspace: 'พื้นที่ทำงาน',
    identity: 'ตัวตนผู้เยี่ยมชม',
    n8n: 'n8n',
    apiKeys: 'คีย์ API',
    plan: 'แพ็กเกจ',
    aiCost: 'ค่าใช้จ่าย AI',
    audit: 'บันทึกการใช้งาน',
  },
})
