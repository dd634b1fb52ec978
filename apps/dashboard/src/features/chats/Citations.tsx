import type { Citation } from '@minichat/contracts'
import { languageOf, useText } from '../../lib/text.ts'
import { chatsText } from './chats.text.ts'
import classes from './MessageList.module.css'
import { safeHref } from './safe-href.ts'

/** The sources below an answer: numbered links, with the quoted words on hover. */
export function Citations({ citations }: { citations: readonly Citation[] }) {
  const text = useText(chatsText)
  if (citations.length === 0) return null
  return (
    <ol className={classes.citations} aria-label={text.sources}>
      {citations.map(({ number, title, url, quote }) => {
        const href = safeHref(url)
        const label = (
          <>
            <span className={classes.citationNumber}>{number}</span>
            <span className={classes.citationTitle}>{title}</span>
          </>
        )
        return (
          <li key={number} lang={languageOf(title)}>
            {href ? (
              <a className={classes.citation} href={href} title={quote} target="_blank" rel="noopener noreferrer">
                {label}
              </a>
            ) : (
              <span className={classes.citation} title={quote}>
                {label}
              </span>
            )}
          </li>
        )
      })}
    </ol>
  )
}
