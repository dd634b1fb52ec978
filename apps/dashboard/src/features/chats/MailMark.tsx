import type { MessageMail } from '@minichat/contracts'
import { defineText, useText } from '../../lib/text.ts'

const mailMarkText = defineText({
  en: {
    byMail: 'By e-mail',
    fromOther: (address: string) => `By e-mail from ${address}, which is not the visitor’s address`,
    notVerified: 'The sender is not verified',
    attached: (names: string) => `Attached and not kept: ${names}`,
  },
  th: {
    byMail: 'ทางอีเมล',
    fromOther: (address: string) => `ทางอีเมลจาก ${address} ซึ่งไม่ใช่ที่อยู่ของผู้เยี่ยมชม`,
    notVerified: 'ยังไม่ได้ยืนยันผู้ส่ง',
    attached: (names: string) => `ไฟล์แนบที่ไม่ได้เก็บไว้: ${names}`,
  },
})

/** That a message came by mail; from whom, where that is not the visitor, and whether that is certain. */
export function MailMark({ mail: { from, isVerified, attachments } }: { mail: MessageMail }) {
  const text = useText(mailMarkText)
  return (
    <>
      <span data-warns={from !== null || undefined}>{from === null ? text.byMail : text.fromOther(from)}</span>
      {isVerified === false && <span data-warns>{text.notVerified}</span>}
      {attachments.length > 0 && <span>{text.attached(attachments.join(', '))}</span>}
    </>
  )
}
