import type { Locale } from '@minichat/contracts'

/** Stands at the top of mails that can be answered: whoever reads an answer stops there. */
export const answerAbove: Record<Locale, string> = {
  en: '— Write your answer above this line —',
  th: '— พิมพ์คำตอบของคุณเหนือบรรทัดนี้ —',
}
