import { SegmentedControl, Skeleton } from '@mantine/core'
import { useContext, useState } from 'react'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { commonText } from '../../lib/common.text.ts'
import { languageOf, useText } from '../../lib/text.ts'
import classes from './Analytics.module.css'
import { analyticsText } from './analytics.text.ts'
import { Count, CountedContext } from './counted.tsx'
import { ReportCard, TableFrame } from './ReportCard.tsx'
import { useCommonQuestions } from './use-analytics.ts'

/** What was asked most, and what the AI did not know of it. */
export function QuestionsCard() {
  const text = useText(analyticsText)
  const common = useText(commonText)
  const { asked } = useContext(CountedContext)
  const [only, setOnly] = useState<'all' | 'unanswered'>('all')
  const { data: questions, isError, error, refetch } = useCommonQuestions(asked, only)
  return (
    <ReportCard
      title={text.questions}
      hint={text.questionsHint}
      sheet={
        questions && questions.length > 0
          ? {
              head: [text.question, text.asked, text.unanswered],
              rows: questions.map(({ example, count, unanswered }) => [example, count, unanswered]),
            }
          : undefined
      }
    >
      <SegmentedControl
        size="xs"
        aria-label={text.questions}
        data={[
          { value: 'all', label: text.allQuestions },
          { value: 'unanswered', label: text.unansweredQuestions },
        ]}
        value={only}
        onChange={(value) => setOnly(value as 'all' | 'unanswered')}
      />
      {isError && !questions && (
        <ErrorNotice error={error} title={common.couldNotLoad} onRetry={() => void refetch()} />
      )}
      {!questions && !isError && <Skeleton height={240} role="status" aria-label={common.loading} />}
      {questions?.length === 0 && (
        <p className={classes.hint}>{only === 'all' ? text.noQuestions : text.noUnanswered}</p>
      )}
      {questions && questions.length > 0 && (
        <TableFrame name={text.questions}>
          <thead>
            <tr>
              <th scope="col">{text.question}</th>
              <th scope="col">{text.asked}</th>
              <th scope="col">{text.unanswered}</th>
            </tr>
          </thead>
          <tbody>
            {questions.map(({ group, example, count, unanswered }) => (
              <tr key={group}>
                <th scope="row" className={classes.words} lang={languageOf(example)}>
                  {example}
                </th>
                <td>
                  <Count count={count} which={{ figure: 'question', of: group }} name={example} />
                </td>
                <td>
                  <Count
                    count={unanswered}
                    which={{ figure: 'unanswered', of: group }}
                    name={`${text.unanswered}: ${example}`}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </TableFrame>
      )}
    </ReportCard>
  )
}
