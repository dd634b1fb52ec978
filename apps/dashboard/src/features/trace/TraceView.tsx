import type { AnswerTraceView } from '@minichat/contracts'
import { languageOf, useText } from '../../lib/text.ts'
import { PassageCard } from './PassageCard.tsx'
import classes from './Trace.module.css'
import { TraceChecks } from './TraceChecks.tsx'
import { TraceHops } from './TraceHops.tsx'
import { TraceNumbers } from './TraceNumbers.tsx'
import { traceText } from './trace.text.ts'
import { useResponderName } from './use-responder-name.ts'

/** Question, what was found, what was checked, who was asked, and what it took. */
export function TraceView({ trace }: { trace: AnswerTraceView }) {
  const text = useText(traceText)
  return (
    <div className={classes.trace}>
      <dl className={classes.facts}>
        <dt>{text.question}</dt>
        <dd lang={languageOf(trace.question)}>{trace.question}</dd>
        {trace.searchedFor && (
          <>
            <dt>{text.searchedFor}</dt>
            <dd lang={languageOf(trace.searchedFor)}>{trace.searchedFor}</dd>
          </>
        )}
        <dt>{text.answeredBy}</dt>
        <dd>{useAnsweredBy(trace)}</dd>
      </dl>
      <section>
        <h3 className={classes.heading}>{text.passages}</h3>
        {trace.passages.length === 0 && (
          <p className={classes.quiet}>{trace.responder === 'rule' ? text.notSearched : text.noPassages}</p>
        )}
        <ol className={classes.passages}>
          {trace.passages.map((passage) => (
            <PassageCard key={passage.passageId} passage={passage} />
          ))}
        </ol>
      </section>
      <TraceChecks checks={trace.checks} />
      <TraceHops hops={trace.hops} />
      <TraceNumbers trace={trace} />
    </div>
  )
}

function useAnsweredBy({ responder, outcome, hops }: AnswerTraceView): string {
  const text = useText(traceText)
  const nameOf = useResponderName()
  if (outcome === 'interrupted') return text.interrupted
  if (responder === null) return text.nobody
  if (responder === 'rule') return text.byRule
  const model = hops.findLast((hop) => hop.outcome === 'answered')?.model
  return model ? `${nameOf(responder)}, ${model}` : nameOf(responder)
}
