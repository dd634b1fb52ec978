import type { Locale } from '@minichat/contracts'
import { talkEn } from './talk.en.ts'
import { talkTh } from './talk.th.ts'

/** What is said in made-up chats. `#` stands for an order's number. */
export type Talk = {
  /** `answer: null`: something that the AI does not know. */
  topics: { questions: string[]; answer: string | null; page: string }[]
  notKnown: string
  wishesForPerson: string[]
  personComes: string
  followUps: string[]
  followUpAnswers: string[]
  greetings: string[]
  replies: string[]
  thanks: string[]
  goodbyes: string[]
  /** Beside a rating: bad, okay, good. */
  comments: [string[], string[], string[]]
  visitors: string[]
}

export const talks: Record<Locale, Talk> = { en: talkEn, th: talkTh }
