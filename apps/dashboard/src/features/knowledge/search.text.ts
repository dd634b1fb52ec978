import { defineText } from '../../lib/text.ts'

export const searchText = defineText({
  en: {
    tryQuestion: 'Try a question',
    title: 'What would a question find?',
    hint: 'The passages an answer would be made from, the best first.',
    question: 'Question',
    placeholder: 'As a visitor would ask it',
    find: 'Find',
    nothing: 'Nothing is found. The AI would say so and offer a person.',
    score: (percent: string) => `${percent} sure`,
    conflicts: 'Conflicts',
    conflictsHint:
      'Two sources have the same question or headings, and each states a price, time, duration or percentage that the other does not. The marked one is used; correct or switch off the other.',
    conflictsEmptyTitle: 'No conflicts',
    conflictsEmptyHint: 'No two sources state different amounts on the same question.',
    wins: 'Used',
    says: 'Says',
    highRank: 'High rank',
    openPage: 'Open the page',
    edit: 'Edit',
  },
  th: {
    tryQuestion: 'ลองถาม',
    title: 'คำถามนี้จะพบอะไร',
    hint: 'ตอนที่จะใช้ตอบ เรียงจากที่ตรงที่สุด',
    question: 'คำถาม',
    placeholder: 'เขียนแบบที่ลูกค้าถาม',
    find: 'ค้นหา',
    nothing: 'ไม่พบอะไร AI จะบอกตามตรงและเสนอให้คุยกับคน',
    score: (percent: string) => `มั่นใจ ${percent}`,
    conflicts: 'ข้อมูลที่ขัดกัน',
    conflictsHint:
      'สองแหล่งมีคำถามหรือหัวข้อเดียวกัน แต่ระบุราคา เวลา ระยะเวลา หรือเปอร์เซ็นต์ไม่ตรงกัน ระบบจะใช้แหล่งที่ทำเครื่องหมายไว้ แก้หรือปิดอีกแหล่งได้',
    conflictsEmptyTitle: 'ไม่มีข้อมูลที่ขัดกัน',
    conflictsEmptyHint: 'ไม่มีสองแหล่งที่ระบุตัวเลขต่างกันในคำถามเดียวกัน',
    wins: 'ใช้แหล่งนี้',
    says: 'ระบุว่า',
    highRank: 'สำคัญสูง',
    openPage: 'เปิดหน้าเว็บ',
    edit: 'แก้ไข',
  },
})
