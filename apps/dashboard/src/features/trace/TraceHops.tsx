import type { AnswerTraceView } from '@minichat/contracts'
import { useLocale, useText } from '../../lib/text.ts'
import classes from './Trace.module.css'
import { traceText } from './trace.text.ts'
import { formatMs } from './trace-format.ts'
import { useResponderName } from './use-responder-name.ts'

/** Who tried to answer, in order. */
export function TraceHops({ hops }: { hops: AnswerTraceView['hops'] }) {
  const text = useText(traceText)
  const locale = useLocale()
  const nameOf = useResponderName()
  if (hops.length === 0) return null
  const outcomes = {
    answered: text.answered,
    failed: text.failed,
    skipped: text.skipped,
    abandoned: text.abandoned,
  }
  return (
    <section>
      <h3 className={classes.heading}>{text.hops}</h3>
      <ol className={classes.list}>
        {hops.map(({ responder, model, outcome, reason, startedMs, durationMs }) => (
          <li key={`${startedMs}-${responder}`}>
            {nameOf(responder)}
            {model && `, ${model}`}: {outcomes[outcome]}, {formatMs(locale, durationMs)}
            {reason && <span className={classes.detail}>{reason}</span>}
          </li>
        ))}
      </ol>
    </section>
  )
}
