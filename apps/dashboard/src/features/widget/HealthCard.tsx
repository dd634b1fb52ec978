import { Skeleton } from '@mantine/core'
import type { Widget } from '@minichat/contracts'
import { IconCircleCheck } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { SettingsCard } from '../../components/SettingsCard.tsx'
import { api } from '../../lib/api.ts'
import { commonText } from '../../lib/common.text.ts'
import { useSession } from '../../lib/session.tsx'
import { useText } from '../../lib/text.ts'
import { HealthProblem } from './HealthProblem.tsx'
import { problemsByKind } from './health.ts'
import classes from './Widget.module.css'
import { widgetText } from './widget.text.ts'

/** What the widget reported of its own failures on people's pages, and what to do about each. */
export function HealthCard({ widget }: { widget: Widget }) {
  const text = useText(widgetText)
  const common = useText(commonText)
  const { workspace } = useSession()
  const { data, isError, error, refetch } = useQuery({
    queryKey: [workspace.id, 'widget-health', widget.id],
    queryFn: async ({ signal }) =>
      (await api.request('GET /api/v1/widgets/:widgetId/health', { params: { widgetId: widget.id }, signal })).data,
  })
  const kinds = data && problemsByKind(data.problems)
  return (
    <SettingsCard title={text.healthTitle} hint={text.healthHint}>
      {isError && <ErrorNotice error={error} title={common.couldNotLoad} onRetry={() => void refetch()} />}
      {!kinds && !isError && (
        <div role="status" aria-label={common.loading}>
          <Skeleton height={24} width="70%" />
        </div>
      )}
      {kinds?.length === 0 && (
        <p className={classes.healthy}>
          <IconCircleCheck size={20} stroke={1.6} aria-hidden />
          {text.healthy}
        </p>
      )}
      {kinds && kinds.length > 0 && (
        <ul className={classes.problems}>
          {kinds.map((one) => (
            <HealthProblem key={one.kind} problem={one} />
          ))}
        </ul>
      )}
    </SettingsCard>
  )
}
