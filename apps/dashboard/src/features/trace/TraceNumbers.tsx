import type { AnswerTraceView } from '@minichat/contracts'
import { formatDateTime, formatNumber } from '../../lib/format.ts'
import { useLocale, useText } from '../../lib/text.ts'
import { formatUsd } from '../ai-cost/money.ts'
import classes from './Trace.module.css'
import { traceText } from './trace.text.ts'
import { formatMs } from './trace-format.ts'

/** Time, tokens and cost. */
export function TraceNumbers({ trace }: { trace: AnswerTraceView }) {
  const text = useText(traceText)
  const locale = useLocale()
  const { usage, promptVersion, firstDeltaMs, totalMs, createdAt } = trace
  const uncounted = promptVersion === null ? text.noCost : text.notCounted
  return (
    <section>
      <h3 className={classes.heading}>{text.numbers}</h3>
      <dl className={classes.facts}>
        <dt>{text.writtenAt}</dt>
        <dd>{formatDateTime(locale, new Date(createdAt))}</dd>
        {firstDeltaMs !== null && (
          <>
            <dt>{text.firstWords}</dt>
            <dd>{formatMs(locale, firstDeltaMs)}</dd>
          </>
        )}
        <dt>{text.total}</dt>
        <dd>{formatMs(locale, totalMs)}</dd>
        {usage && (
          <>
            <dt>{text.tokens}</dt>
            <dd>{text.tokensOf(formatNumber(locale, usage.inputTokens), formatNumber(locale, usage.outputTokens))}</dd>
          </>
        )}
        <dt>{text.cost}</dt>
        <dd>{usage ? formatUsd(locale, usage.costMicroUsd) : uncounted}</dd>
        {promptVersion !== null && (
          <>
            <dt>{text.prompt}</dt>
            <dd>{promptVersion}</dd>
          </>
        )}
      </dl>
    </section>
  )
}
