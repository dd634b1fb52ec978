import type { LetterName, Letters, Said } from '../letters.ts'

export type Link = { label: string; url: string }

/** What a mail says, before it becomes text and HTML. Nothing in it is escaped. */
export type LetterText = {
  subject: string
  greeting: string
  paragraphs: string[]
  /** What the mail is for: a button, with the address below. */
  action?: Link
  /** One of these is the answer: buttons side by side. */
  choices?: Link[]
  /** What else one may want to do. */
  more?: Link[]
  /** Above everything: what stands below it is not part of an answer. */
  answerAbove?: string
  /** What was said in a chat, below the paragraphs. */
  said?: Said[]
  /** The same from before, under a heading at the end. */
  earlier?: { heading: string; said: Said[] }
  /** Small, at the end. */
  notes?: string[]
  /** In place of the one that says that nobody reads answers. */
  footer?: string
}

export type LetterTexts = {
  letters: { [N in LetterName]: (values: Letters[N]) => LetterText }
  /** Stands above the address of the button. */
  orOpen: string
  footer: string
}
