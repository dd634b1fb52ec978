import type { MarkedText } from '@minichat/contracts'
import { languageOf } from '../../lib/text.ts'
import classes from './Search.module.css'

/** A text with what was looked for marked in it. */
export function Marked({ text, highlights }: MarkedText) {
  const parts = highlights.flatMap(({ start, end }, index) => [
    text.slice(highlights[index - 1]?.end ?? 0, start),
    <mark key={start} className={classes.mark}>
      {text.slice(start, end)}
    </mark>,
  ])
  return (
    <span lang={languageOf(text)}>
      {parts}
      {text.slice(highlights.at(-1)?.end ?? 0)}
    </span>
  )
}
