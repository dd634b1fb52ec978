import { Loader } from '@mantine/core'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { languageOf, useText } from '../../lib/text.ts'
import classes from './Review.module.css'
import { reviewText } from './review.text.ts'
import type { useAskAgain } from './use-review.ts'

/** What the AI answers now. */
export function AskedAgain({ ask }: { ask: ReturnType<typeof useAskAgain> }) {
  const text = useText(reviewText)
  if (ask.isError) return <ErrorNotice error={ask.error} title={text.couldNotAsk} onRetry={() => ask.mutate()} />
  if (ask.isPending) return <Loader mt="sm" size="sm" type="dots" role="status" aria-label={text.asking} />
  if (!ask.data) return null
  const { question, text: answer, sources } = ask.data
  return (
    <div className={classes.now} role="status">
      <p className={classes.facts} lang={languageOf(question)}>
        {text.askedAgain(question)}
      </p>
      <p className={classes.said} lang={languageOf(answer)}>
        {answer}
      </p>
      <p className={classes.facts}>
        {sources.length === 0 && text.noSource}
        {sources.map(({ number, title }) => (
          <span key={number} lang={languageOf(title)}>
            {text.source(title)}
          </span>
        ))}
      </p>
    </div>
  )
}
