import type { Locale } from '@minichat/contracts'

/** What the workspace is called of somebody who was not asked for a name; they can change it. */
export const workspaceNameFor: Record<Locale, (person: string) => string> = {
  en: (person) => `${person}’s workspace`,
  th: (person) => `พื้นที่ทำงานของ ${person}`,
}
