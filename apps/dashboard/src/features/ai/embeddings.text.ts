import type { EmbedderKind } from '@minichat/contracts'
import { defineText } from '../../lib/text.ts'

export const embeddingsText = defineText({
  en: {
    title: 'How questions are matched',
    hint: 'Beside its words, each passage is found by a vector. The built-in one knows likeness of spelling; that of a provider’s model also finds what means the same in other words. Changing the model makes all vectors anew, in the background.',
    kind: 'Vectors by',
    baseUrl: 'Address',
    baseUrlHint: 'Without what follows, such as /embeddings.',
    model: 'Model',
    modelHint: 'One for embeddings, as the provider names it.',
    noPassages: 'There is no knowledge yet. What you add gets its vectors by itself.',
    allReady: (count: string) => `All passages have their vector: ${count}`,
    someReady: (ready: string, count: string) => `Passages with a vector: ${ready} of ${count}`,
    stopped: 'Not all passages have a vector of this model. It goes on by itself; until then the built-in one serves.',
  },
  th: {
    title: 'การจับคู่คำถามกับความรู้',
    hint: 'นอกจากค้นด้วยคำ ระบบยังค้นด้วยเวกเตอร์ของแต่ละข้อความ โมเดลในตัวดูความคล้ายของตัวสะกด ส่วนโมเดลของผู้ให้บริการหาข้อความที่ความหมายเดียวกันแม้ใช้คำอื่นได้ด้วย เมื่อเปลี่ยนโมเดล ระบบจะสร้างเวกเตอร์ใหม่ทั้งหมดเบื้องหลัง',
    kind: 'สร้างเวกเตอร์ด้วย',
    baseUrl: 'ที่อยู่',
    baseUrlHint: 'ไม่ต้องใส่ส่วนท้ายอย่าง /embeddings',
    model: 'โมเดล',
    modelHint: 'โมเดลสำหรับ embedding ตามชื่อที่ผู้ให้บริการใช้',
    noPassages: 'ยังไม่มีข้อมูลในคลังความรู้ เมื่อเพิ่มแล้วระบบจะสร้างเวกเตอร์ให้เอง',
    allReady: (count: string) => `มีเวกเตอร์ครบทุกข้อความแล้ว (${count})`,
    someReady: (ready: string, count: string) => `มีเวกเตอร์แล้ว ${ready} จาก ${count} ข้อความ`,
    stopped: 'บางข้อความยังไม่มีเวกเตอร์ของโมเดลนี้ ระบบจะทำต่อเอง ระหว่างนี้ใช้โมเดลในตัวไปก่อน',
  },
})

export const embedderKindText = defineText({
  en: {
    builtin: 'Built-in model, without an account',
    openai: 'OpenAI, or an endpoint that speaks its format',
    google: 'Google Gemini',
    ollama: 'Ollama',
  } satisfies Record<EmbedderKind, string>,
  th: {
    builtin: 'โมเดลในตัว ไม่ต้องมีบัญชี',
    openai: 'OpenAI หรือปลายทางที่ใช้รูปแบบเดียวกัน',
    google: 'Google Gemini',
    ollama: 'Ollama',
  },
})
