import type { LetterName, Letters } from '../letters.ts'

type Link = { label: string; url: string }

/** What a mail says, before it becomes text and HTML. Nothing in it is escaped. */
export type LetterText = {
  subject: string
  greeting: string
  paragraphs: string[]
  /** What the mail is for: a button, with the address below. */
  action?: Link
  /** What else one may want to do. */
  more?: Link[]
  /** Small, at the end. */
  notes?: string[]
}

export type LetterTexts = {
  letters: { [N in LetterName]: (values: Letters[N]) => LetterText }
  /** Stands above the address of the button. */
  orOpen: string
  footer: string
}
