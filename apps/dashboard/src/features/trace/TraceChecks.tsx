import type { AnswerTraceView } from '@minichat/contracts'
import { languageOf, useText } from '../../lib/text.ts'
import classes from './Trace.module.css'
import { checkText, traceText } from './trace.text.ts'

/** What was noticed, left out or refused, each once. A check that this page does not know yet is shown by its name. */
export function TraceChecks({ checks }: { checks: AnswerTraceView['checks'] }) {
  const text = useText(traceText)
  const words: Record<string, string> = useText(checkText)
  return (
    <section>
      <h3 className={classes.heading}>{text.checks}</h3>
      {checks.length === 0 && <p className={classes.quiet}>{text.noChecks}</p>}
      <ul className={classes.list}>
        {[...new Map(checks.map((check) => [`${check.name} ${check.detail}`, check]))].map(
          ([key, { name, detail }]) => (
            <li key={key}>
              {Object.hasOwn(words, name) ? words[name] : name}
              {detail && (
                <span className={classes.detail} lang={languageOf(detail)}>
                  {detail}
                </span>
              )}
            </li>
          ),
        )}
      </ul>
    </section>
  )
}
