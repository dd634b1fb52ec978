import { answerAbove } from './answer-above.ts'
import type { LetterTexts } from './letter-text.ts'

/** A name in Thai letters follows without a space. */
const hello = (name: string) => (/^[\u0e00-\u0e7f]/.test(name) ? `สวัสดีคุณ${name}` : `สวัสดีคุณ ${name}`)
const notYou = 'หากคุณไม่ได้เป็นคนทำ ไม่ต้องทำอะไร จะไม่มีอะไรเปลี่ยนแปลง'
const invalidation = 'ลิงก์นี้ใช้ได้ครั้งเดียว หากหมดอายุแล้ว ขอลิงก์ใหม่ได้ที่หน้าเข้าสู่ระบบ'

const intruder = 'หากไม่ใช่คุณ เปลี่ยนรหัสผ่านทันที เพราะมีผู้อื่นเข้าสู่บัญชีของคุณอยู่'
const ways = 'ดูวิธีเข้าสู่ระบบของบัญชีคุณได้ที่'

/** ปฏิทินพุทธศักราช เวลาประเทศไทย */
const when = (iso: string) => {
  const format = new Intl.DateTimeFormat('th-TH-u-ca-buddhist', {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone: 'Asia/Bangkok',
  })
  return `${format.format(new Date(iso))} น. (เวลาประเทศไทย)`
}

const dollars = (microUsd: number) =>
  new Intl.NumberFormat('th-TH', { style: 'currency', currency: 'USD' }).format(microUsd / 1_000_000)

const roles = { owner: 'เจ้าของ', admin: 'ผู้ดูแล', member: 'สมาชิก' }
const quotas: Record<string, string> = {
  messagesPerMonth: 'จำนวนข้อความของเดือนนี้',
  members: 'จำนวนสมาชิก',
  widgets: 'จำนวนวิดเจ็ต',
  knowledgeSources: 'จำนวนแหล่งความรู้',
  storageBytes: 'พื้นที่จัดเก็บ',
  apiKeys: 'จำนวนคีย์ API',
}

export const thai: LetterTexts = {
  orOpen: 'หรือเปิดที่อยู่นี้',
  footer: 'MiniChat ส่งอีเมลนี้โดยอัตโนมัติ ไม่มีผู้อ่านอีเมลที่ตอบกลับ',
  letters: {
    'verify-email': ({ name, url }) => ({
      subject: 'ยืนยันที่อยู่อีเมลของคุณ',
      greeting: hello(name),
      paragraphs: ['ขอบคุณที่สร้างบัญชีกับเรา กรุณายืนยันว่าที่อยู่อีเมลนี้เป็นของคุณ'],
      action: { label: 'ยืนยันอีเมล', url },
      notes: [invalidation, notYou],
    }),

    'already-registered': ({ name, signInUrl, resetUrl }) => ({
      subject: 'คุณมีบัญชีอยู่แล้ว',
      greeting: hello(name),
      paragraphs: ['มีผู้ขอสร้างบัญชีด้วยอีเมลนี้ ซึ่งอาจเป็นคุณเอง อีเมลนี้มีบัญชีอยู่แล้ว เข้าสู่ระบบได้เลย'],
      action: { label: 'เข้าสู่ระบบ', url: signInUrl },
      more: [{ label: 'ลืมรหัสผ่านใช่ไหม ตั้งรหัสผ่านใหม่ได้ที่', url: resetUrl }],
      notes: [notYou],
    }),

    'account-locked': ({ name, url, minutes, address }) => ({
      subject: 'บัญชีของคุณถูกล็อกชั่วคราว',
      greeting: hello(name),
      paragraphs: [
        `มีการใส่รหัสผ่านของบัญชีคุณผิดหลายครั้งเกินไป ครั้งล่าสุดมาจาก ${address} เพื่อความปลอดภัย เราจึงล็อกการเข้าสู่ระบบไว้ ${minutes} นาที`,
        'หากเป็นคุณเอง ไม่ต้องรอ ปลดล็อกได้ทันที',
      ],
      action: { label: 'ปลดล็อก', url },
      notes: ['หากไม่ใช่คุณ ยังไม่มีใครเข้าบัญชีของคุณได้ ใช้รหัสผ่านที่ยาวและไม่ซ้ำกับที่อื่น พร้อมการยืนยันสองขั้นตอน จะปลอดภัยยิ่งขึ้น'],
    }),

    'password-reset': ({ name, url }) => ({
      subject: 'ตั้งรหัสผ่านใหม่',
      greeting: hello(name),
      paragraphs: ['คุณขอตั้งรหัสผ่านใหม่ ตั้งได้ที่นี่ หลังจากนั้นอุปกรณ์ทุกเครื่องจะออกจากระบบ'],
      action: { label: 'ตั้งรหัสผ่านใหม่', url },
      notes: [invalidation, 'หากคุณไม่ได้ขอ ไม่ต้องทำอะไร รหัสผ่านของคุณจะยังเป็นเหมือนเดิม'],
    }),

    'password-changed': ({ name, resetUrl }) => ({
      subject: 'รหัสผ่านของคุณเปลี่ยนแล้ว',
      greeting: hello(name),
      paragraphs: ['รหัสผ่านของบัญชีคุณเพิ่งเปลี่ยน หากเป็นคุณเอง ไม่ต้องทำอะไร'],
      more: [{ label: 'หากไม่ใช่คุณ ตั้งรหัสผ่านใหม่ทันทีที่', url: resetUrl }],
    }),

    'email-change-old': ({ name, newEmail, url }) => ({
      subject: 'ยืนยันการเปลี่ยนอีเมลของคุณ',
      greeting: hello(name),
      paragraphs: [`คุณขอใช้ ${newEmail} กับบัญชีของคุณแทนที่อยู่นี้ กรุณายืนยันที่นี่ และยืนยันอีกครั้งในอีเมลที่ส่งไปยังที่อยู่ใหม่`],
      action: { label: 'ยืนยันการเปลี่ยน', url },
      notes: ['หากไม่ใช่คุณ อย่ากดยืนยัน และเปลี่ยนรหัสผ่านทันที เพราะมีผู้อื่นเข้าสู่บัญชีของคุณอยู่'],
    }),

    'email-change-new': ({ name, oldEmail, url }) => ({
      subject: 'ยืนยันอีเมลใหม่ของคุณ',
      greeting: hello(name),
      paragraphs: [`ที่อยู่นี้จะใช้แทน ${oldEmail} กรุณายืนยันว่าเป็นของคุณ`],
      action: { label: 'ยืนยันอีเมล', url },
      notes: [notYou],
    }),

    'email-changed': ({ name, newEmail }) => ({
      subject: 'อีเมลของคุณเปลี่ยนแล้ว',
      greeting: hello(name),
      paragraphs: [`บัญชีของคุณใช้ ${newEmail} แล้ว ต่อไปให้เข้าสู่ระบบด้วยที่อยู่นี้`, 'หากไม่ใช่คุณ กรุณาติดต่อผู้ดูแลเซิร์ฟเวอร์ MiniChat นี้ทันที'],
    }),

    'two-factor-changed': ({ name, isOn }) => ({
      subject: isOn ? 'เปิดการยืนยันสองขั้นตอนแล้ว' : 'ปิดการยืนยันสองขั้นตอนแล้ว',
      greeting: hello(name),
      paragraphs: [
        isOn ? 'ต่อไปการเข้าสู่ระบบจะใช้รหัสจากแอปของคุณด้วย กรุณาเก็บรหัสสำรองไว้ในที่ปลอดภัย' : 'ต่อไปใช้รหัสผ่านอย่างเดียวก็เข้าสู่ระบบได้',
        intruder,
      ],
    }),

    'backup-codes-renewed': ({ name, url }) => ({
      subject: 'สร้างรหัสสำรองใหม่แล้ว',
      greeting: hello(name),
      paragraphs: ['รหัสสำรองของบัญชีคุณถูกสร้างใหม่แล้ว รหัสชุดเดิมใช้ไม่ได้อีก', intruder],
      more: [{ label: ways, url }],
    }),

    'passkey-changed': ({ name, passkey, isAdded, url }) => ({
      subject: isAdded ? 'เพิ่มพาสคีย์ในบัญชีของคุณแล้ว' : 'ลบพาสคีย์ออกจากบัญชีของคุณแล้ว',
      greeting: hello(name),
      paragraphs: [
        isAdded
          ? `ต่อไปใช้พาสคีย์ “${passkey}” เข้าสู่บัญชีของคุณได้ โดยไม่ต้องใช้รหัสผ่านและรหัสจากแอป`
          : `พาสคีย์ “${passkey}” ใช้เข้าสู่บัญชีของคุณไม่ได้อีก`,
        intruder,
      ],
      more: [{ label: ways, url }],
    }),

    'provider-changed': ({ name, provider, account, isLinked, url }) => ({
      subject: isLinked ? `เชื่อม ${provider} กับบัญชีของคุณแล้ว` : `ยกเลิกการเชื่อม ${provider} กับบัญชีของคุณแล้ว`,
      greeting: hello(name),
      paragraphs: [
        isLinked
          ? `ต่อไปใช้บัญชี ${account} ของ ${provider} เข้าสู่บัญชีของคุณได้ โดยไม่ต้องใช้รหัสผ่าน`
          : `บัญชี ${account} ของ ${provider} ใช้เข้าสู่บัญชีของคุณไม่ได้อีก`,
        intruder,
      ],
      more: [{ label: ways, url }],
    }),

    invitation: ({ inviter, workspace, role, url, expiresAt }) => ({
      subject: `${inviter} เชิญคุณเข้าร่วม ${workspace}`,
      greeting: 'สวัสดี',
      paragraphs: [`${inviter} เชิญคุณมาร่วมตอบแชทใน “${workspace}” ในฐานะ${roles[role]}`],
      action: { label: 'ตอบรับคำเชิญ', url },
      notes: [`ตอบรับได้ถึง ${when(expiresAt)}`, 'หากคุณไม่รู้จักผู้ส่ง ไม่ต้องทำอะไร'],
    }),

    'workspace-deleted': ({ workspace, actor, restoreUrl, until }) => ({
      subject: `${workspace} ถูกลบแล้ว`,
      greeting: 'สวัสดี',
      paragraphs: [
        `${actor} ลบพื้นที่ทำงาน “${workspace}” แล้ว วิดเจ็ตของพื้นที่ทำงานนี้จะไม่ตอบอีก`,
        `เจ้าของกู้คืนได้ถึง ${when(until)} หลังจากนั้นข้อมูลและแชททั้งหมดจะหายไปถาวร`,
      ],
      action: { label: 'กู้คืน', url: restoreUrl },
    }),

    'api-key-expires': ({ workspace, key, expiresAt, url }) => ({
      subject: `คีย์ API ${key} ใกล้หมดอายุ`,
      greeting: 'สวัสดี',
      paragraphs: [
        `คีย์ API “${key}” ของ “${workspace}” จะหมดอายุใน ${when(expiresAt)} หลังจากนั้นการเรียก API ด้วยคีย์นี้จะถูกปฏิเสธ`,
        'เปลี่ยนคีย์ก่อนถึงเวลา คีย์เดิมจะยังใช้ได้อีกระยะหนึ่งควบคู่กับคีย์ใหม่',
      ],
      action: { label: 'ดูคีย์ API', url },
    }),

    'spend-notice': ({ workspace, scope, percent, capMicroUsd, url }) => {
      const cap = `${dollars(capMicroUsd)} ต่อ${scope === 'day' ? 'วัน' : 'เดือน'}`
      return {
        subject: percent === 100 ? `${workspace}: ใช้งบ AI ครบแล้ว` : `${workspace}: ใช้งบ AI ไปแล้ว ${percent}%`,
        greeting: 'สวัสดี',
        paragraphs: [
          percent === 100
            ? `“${workspace}” ใช้งบสำหรับผู้ให้บริการ AI ครบแล้ว: ${cap} ตอนนี้ผู้เยี่ยมชมจะได้คำตอบจากข้อมูลของคุณเองโดยไม่ใช้โมเดล หรือจากเจ้าหน้าที่`
            : `“${workspace}” ใช้งบสำหรับผู้ให้บริการ AI ไปแล้ว ${percent}%: ${cap}`,
        ],
        action: { label: 'ดูค่าใช้จ่ายและเพดาน', url },
      }
    },

    'quota-notice': ({ workspace, quota, percent, url }) => {
      const name = quotas[quota] ?? quota
      return {
        subject: percent === 100 ? `${workspace}: ใช้ครบตามแพ็กเกจแล้ว` : `${workspace}: ใช้ไปแล้ว ${percent}%`,
        greeting: 'สวัสดี',
        paragraphs: [
          percent === 100
            ? `“${workspace}” ใช้ครบตามที่แพ็กเกจกำหนดแล้ว: ${name} ส่วนที่เกินจะถูกปฏิเสธ`
            : `“${workspace}” ใช้ไปแล้ว ${percent}% ของที่แพ็กเกจกำหนด: ${name}`,
        ],
        action: { label: 'ดูแพ็กเกจและการใช้งาน', url },
      }
    },
    'visitors-wait': ({ name, workspace, count, minutes, url }) => ({
      subject: `${workspace}: มีผู้เยี่ยมชมรออยู่ ${count} คน`,
      greeting: hello(name),
      paragraphs: [`ผู้เยี่ยมชมของ “${workspace}” จำนวน ${count} คนรอนานกว่า ${minutes} นาทีแล้ว และยังไม่มีใครตอบ`],
      action: { label: 'เปิดแชท', url },
      notes: ['ถ้าตั้งสถานะเป็นไม่อยู่ คุณจะไม่ได้รับอีเมลแบบนี้'],
    }),

    mentioned: ({ name, workspace, author, url }) => ({
      subject: `${author ?? 'เพื่อนร่วมงาน'} กล่าวถึงคุณใน ${workspace}`,
      greeting: hello(name),
      paragraphs: [`${author ?? 'เพื่อนร่วมงาน'} กล่าวถึงคุณในโน้ตของแชทหนึ่งใน “${workspace}”`],
      action: { label: 'เปิดแชท', url },
      notes: ['เราส่งอีเมลแบบนี้แชทละฉบับเดียวจนกว่าคุณจะเข้าไปดู ปิดได้ที่หน้าโปรไฟล์ของคุณ'],
    }),

    'chat-reply': ({ title, replies, earlier, url, stopUrl, mayAnswer }) => ({
      subject: `แชทของคุณกับ ${title}`,
      ...(mayAnswer ? { answerAbove: answerAbove.th } : {}),
      greeting: 'สวัสดี',
      paragraphs: [`มีข้อความตอบคุณในแชทกับ ${title}`],
      said: replies,
      ...(url ? { action: { label: 'เปิดแชท', url } } : {}),
      more: [{ label: 'ไม่รับอีเมลจากแชทนี้อีก', url: stopUrl }],
      ...(earlier.length > 0 ? { earlier: { heading: 'ข้อความก่อนหน้านี้', said: earlier } } : {}),
      footer: mayAnswer
        ? `ตอบกลับอีเมลนี้ได้เลย ข้อความของคุณจะไปต่อในแชทกับ ${title}`
        : `ไม่มีผู้อ่านอีเมลที่ตอบกลับ หากต้องการคุยต่อ เขียนในแชทกับ ${title}`,
    }),

    'chat-rating': ({ title, badUrl, okayUrl, goodUrl, stopUrl, mayAnswer }) => ({
      subject: `แชทกับ ${title} เป็นอย่างไรบ้าง`,
      ...(mayAnswer ? { answerAbove: answerAbove.th } : {}),
      greeting: 'สวัสดี',
      paragraphs: [`แชทของคุณกับ ${title} จบแล้ว เป็นอย่างไรบ้าง`],
      choices: [
        { label: 'ไม่ดี', url: badUrl },
        { label: 'พอใช้', url: okayUrl },
        { label: 'ดี', url: goodUrl },
      ],
      more: [{ label: 'ไม่ต้องถามฉันอีก', url: stopUrl }],
      footer: mayAnswer
        ? `มีอะไรจะบอกอีกไหม ตอบกลับอีเมลนี้ได้เลย ข้อความของคุณจะไปต่อในแชทกับ ${title}`
        : `ไม่มีผู้อ่านอีเมลที่ตอบกลับ หากต้องการคุยต่อ เขียนในแชทกับ ${title}`,
    }),
  },
}
