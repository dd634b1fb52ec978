import { Button } from '@mantine/core'
import type { FailedJob } from '@minichat/contracts'
import { RelativeTime } from '../../components/RelativeTime.tsx'
import { api } from '../../lib/api.ts'
import { formatDateTime, formatNumber } from '../../lib/format.ts'
import { useLocale, useText } from '../../lib/text.ts'
import classes from './Operator.module.css'
import { operatorText } from './operator.text.ts'
import { useOperate } from './use-operator.ts'

export function FailedJobRow({ job }: { job: FailedJob }) {
  const text = useText(operatorText)
  const locale = useLocale()
  const retry = useOperate(
    () => api.request('POST /api/v1/admin/jobs/:jobId/retry', { params: { jobId: job.id } }),
    text.retried,
  )
  return (
    <div className={classes.row}>
      <div className={classes.words}>
        <code className={classes.task}>{job.task}</code>
        <pre className={classes.error}>{job.error}</pre>
        <p className={classes.facts}>
          <span>{text.attempts(formatNumber(locale, job.attempts), formatNumber(locale, job.maxAttempts))}</span>
          <RelativeTime at={job.failedAt} />
          <span>
            {job.nextTryAt ? `${text.nextTry}: ${formatDateTime(locale, new Date(job.nextTryAt))}` : text.noNextTry}
          </span>
        </p>
      </div>
      <div className={classes.actions}>
        <Button size="xs" variant="default" loading={retry.isPending} onClick={() => retry.mutate(undefined)}>
          {text.retryNow}
        </Button>
      </div>
    </div>
  )
}
