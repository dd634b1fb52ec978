import { Anchor } from '@mantine/core'
import type { AnswerTraceView } from '@minichat/contracts'
import { formatNumber } from '../../lib/format.ts'
import { languageOf, useLocale, useText } from '../../lib/text.ts'
import { safeHref } from '../chats/safe-href.ts'
import classes from './Trace.module.css'
import { traceText } from './trace.text.ts'
import { formatPercent } from './trace-format.ts'

/** One passage: how well it fits, whether and by which words it was cited, and all of it on demand. */
export function PassageCard({ passage }: { passage: AnswerTraceView['passages'][number] }) {
  const text = useText(traceText)
  const locale = useLocale()
  const { title, score, isGiven, citedAs, quote } = passage
  const href = passage.url === null ? null : safeHref(passage.url)
  return (
    <li className={classes.passage} data-cited={citedAs !== null}>
      <p className={classes.passageTitle} lang={languageOf(title)}>
        {title}
      </p>
      <p className={classes.passageFacts}>
        <span>{text.score(formatPercent(locale, score))}</span>
        <span>{citedAs === null ? text.notCited : text.cited(formatNumber(locale, citedAs))}</span>
        {!isGiven && <span>{text.notGiven}</span>}
      </p>
      {quote && (
        <figure className={classes.quote}>
          <figcaption>{text.quote}</figcaption>
          <blockquote lang={languageOf(quote)}>{quote}</blockquote>
        </figure>
      )}
      {passage.text === null ? (
        <p className={classes.quiet}>{text.passageGone}</p>
      ) : (
        <details>
          <summary className={classes.summary}>{text.wholePassage}</summary>
          <p className={classes.passageText} lang={languageOf(passage.text)}>
            {passage.text}
          </p>
          {href && (
            <Anchor href={href} target="_blank" rel="noopener noreferrer" size="sm">
              {text.openSource}
            </Anchor>
          )}
        </details>
      )}
    </li>
  )
}
