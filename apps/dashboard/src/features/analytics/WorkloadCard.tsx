import { Skeleton } from '@mantine/core'
import type { MemberWorkload } from '@minichat/contracts'
import { useContext } from 'react'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { commonText } from '../../lib/common.text.ts'
import { languageOf, useLocale, useText } from '../../lib/text.ts'
import classes from './Analytics.module.css'
import { analyticsText } from './analytics.text.ts'
import { Count, CountedContext } from './counted.tsx'
import { formatWait } from './figures.ts'
import { ReportCard, TableFrame } from './ReportCard.tsx'
import { useWorkload } from './use-analytics.ts'

const figures = { chatsTaken: 'member_chats', replies: 'member_replies' } as const

/** What each of the team has done. */
export function WorkloadCard() {
  const text = useText(analyticsText)
  const common = useText(commonText)
  const locale = useLocale()
  const { asked } = useContext(CountedContext)
  const { data: members, isError, error, refetch } = useWorkload(asked)
  const nameOf = ({ name }: MemberWorkload) => name ?? text.formerMember
  return (
    <ReportCard
      title={text.workload}
      sheet={
        members && members.length > 0
          ? {
              head: [text.member, text.chatsTaken, text.replies, `${text.averageWait} (ms)`],
              rows: members.map((one) => [nameOf(one), one.chatsTaken, one.replies, one.averageWaitMs]),
            }
          : undefined
      }
    >
      {isError && !members && <ErrorNotice error={error} title={common.couldNotLoad} onRetry={() => void refetch()} />}
      {!members && !isError && <Skeleton height={160} role="status" aria-label={common.loading} />}
      {members?.length === 0 && <p className={classes.hint}>{text.noWorkload}</p>}
      {members && members.length > 0 && (
        <TableFrame name={text.workload}>
          <thead>
            <tr>
              {[text.member, text.chatsTaken, text.replies, text.averageWait].map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {members.map((one) => (
              <tr key={one.memberId}>
                <th scope="row" lang={languageOf(nameOf(one))}>
                  {nameOf(one)}
                </th>
                {(['chatsTaken', 'replies'] as const).map((what) => (
                  <td key={what}>
                    <Count
                      count={one[what]}
                      which={{ figure: figures[what], of: one.memberId }}
                      name={`${text[what]}, ${nameOf(one)}`}
                    />
                  </td>
                ))}
                <td>{one.averageWaitMs === null ? '–' : formatWait(locale, one.averageWaitMs)}</td>
              </tr>
            ))}
          </tbody>
        </TableFrame>
      )}
    </ReportCard>
  )
}
