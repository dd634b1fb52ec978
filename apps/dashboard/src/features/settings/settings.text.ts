import { defineText } from '../../lib/text.ts'

export const settingsText = defineText({
  en: {
    title: 'Settings',
    nameTitle: 'Workspace name',
    nameHint: 'Members see it here, and the AI uses it when it speaks of you.',
    name: 'Name',
    zoneTitle: 'Time zone',
    zoneHint: 'By its days and hours the analytics are told.',
    zone: 'Time zone of the workspace',
    takeOwnZone: (zone: string) => `Use ${zone}, as on this device`,
    pauseAiTitle: 'Pause the AI',
    pauseAiHint:
      'While it is paused, the AI answers nobody in this workspace: what it is writing ends at once, and visitors’ messages wait for people. Switched off again, it answers the next message.',
    pauseAi: 'Pause the AI in this workspace',
    sampleTitle: 'Sample workspace',
    sampleHint: (name: string) => `“${name}” is there to look around in.`,
    sampleDelete: 'Delete sample workspace',
    sampleConfirmTitle: 'Delete the sample workspace?',
    sampleConfirm: (name: string) =>
      `“${name}” goes for good, with its widget, its knowledge and all its chats. The demo page stops working. Your own workspaces stay as they are.`,
    sampleConfirmButton: 'Delete for good',
    sampleDeleted: 'The sample workspace is deleted.',
    docsTitle: 'For developers',
    docsHint: 'Every endpoint, with examples.',
    docs: 'Open API docs',
  },
  th: {
    title: 'ตั้งค่า',
    nameTitle: 'ชื่อพื้นที่ทำงาน',
    nameHint: 'สมาชิกเห็นชื่อนี้ที่นี่ และ AI ใช้เมื่อพูดถึงคุณ',
    name: 'ชื่อ',
    zoneTitle: 'เขตเวลา',
    zoneHint: 'สถิตินับวันและชั่วโมงตามเขตเวลานี้',
    zone: 'เขตเวลาของพื้นที่ทำงาน',
    takeOwnZone: (zone: string) => `ใช้ ${zone} ตามเครื่องนี้`,
    pauseAiTitle: 'หยุดพัก AI',
    pauseAiHint:
      'ระหว่างหยุดพัก AI จะไม่ตอบใครในพื้นที่ทำงานนี้ คำตอบที่กำลังเขียนจะหยุดทันที และข้อความของผู้เยี่ยมชมจะรอเจ้าหน้าที่ เมื่อเลิกพัก AI จะตอบตั้งแต่ข้อความถัดไป',
    pauseAi: 'หยุดพัก AI ในพื้นที่ทำงานนี้',
    sampleTitle: 'พื้นที่ทำงานตัวอย่าง',
    sampleHint: (name: string) => `“${name}” มีไว้ให้ลองดู`,
    sampleDelete: 'ลบพื้นที่ทำงานตัวอย่าง',
    sampleConfirmTitle: 'ลบพื้นที่ทำงานตัวอย่างไหม',
    sampleConfirm: (name: string) =>
      `“${name}” จะหายไปถาวร พร้อมวิดเจ็ต คลังความรู้ และแชททั้งหมด หน้าทดลองจะใช้ไม่ได้ พื้นที่ทำงานของคุณเองไม่เปลี่ยน`,
    sampleConfirmButton: 'ลบถาวร',
    sampleDeleted: 'ลบพื้นที่ทำงานตัวอย่างแล้ว',
    docsTitle: 'สำหรับนักพัฒนา',
    docsHint: 'ทุกเอนด์พอยต์ พร้อมตัวอย่าง',
    docs: 'เปิดเอกสาร API',
  },
})
