import { Skeleton } from '@mantine/core'
import type { Analytics } from '@minichat/contracts'
import { IconChartBar } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { EmptyNotice } from '../../components/EmptyNotice.tsx'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { PageLayout } from '../../components/PageLayout.tsx'
import { commonText } from '../../lib/common.text.ts'
import { useMayManage } from '../../lib/session.tsx'
import { useLocale, useText } from '../../lib/text.ts'
import { useNow } from '../../lib/use-now.ts'
import { useWorkspaceQuery } from '../../lib/workspace-queries.ts'
import classes from './Analytics.module.css'
import { Answer, Tiles } from './Answer.tsx'
import { analyticsText } from './analytics.text.ts'
import { CountedDrawer } from './CountedDrawer.tsx'
import { type Counted, CountedContext } from './counted.tsx'
import { formatLocalDay } from './figures.ts'
import { HeatMapCard } from './HeatMapCard.tsx'
import { EndingsCard, FunnelCard, TimesCard } from './PeriodCards.tsx'
import { PeriodFields } from './PeriodFields.tsx'
import { ProvidersCard } from './ProvidersCard.tsx'
import { QuestionsCard } from './QuestionsCard.tsx'
import { RatingsCard } from './RatingsCard.tsx'
import { rangeOf } from './range.ts'
import { SeriesCard } from './SeriesCard.tsx'
import { type Asked, useAnalytics } from './use-analytics.ts'
import { WorkloadCard } from './WorkloadCard.tsx'

/** What happened in a period: the answer first, then what it comes from. */
export function AnalyticsPage() {
  const text = useText(analyticsText)
  const common = useText(commonText)
  const search = useSearch({ from: '/frame/analytics' })
  const navigate = useNavigate()
  const now = useNow()
  const workspace = useQuery(useWorkspaceQuery())
  const [counted, setCounted] = useState<Counted | null>(null)
  const timeZone = workspace.data?.timeZone
  const range = timeZone === undefined ? null : rangeOf(search, timeZone, now)
  const { from, to } = range ?? {}
  const { widget } = search
  const asked = useMemo<Asked | null>(
    () => (from && to ? { from, to, ...(widget ? { widgetId: widget } : {}) } : null),
    [from, to, widget],
  )
  const analytics = useAnalytics(asked)
  const context = useMemo(() => ({ asked: asked ?? { from: '', to: '' }, open: setCounted }), [asked])
  const failed = [workspace, analytics].find(({ isError, data }) => isError && !data)
  return (
    <PageLayout
      title={text.title}
      wide
      actions={
        range && (
          <PeriodFields
            search={search}
            range={range}
            onChange={(next) => void navigate({ to: '/analytics', search: next, replace: true })}
          />
        )
      }
    >
      {failed && <ErrorNotice error={failed.error} title={common.couldNotLoad} onRetry={() => void failed.refetch()} />}
      {!failed && !analytics.data && <Loading name={common.loading} />}
      {asked && analytics.data && (
        <CountedContext value={context}>
          <Report analytics={analytics.data} />
          <Footnote analytics={analytics.data} asked={asked} />
        </CountedContext>
      )}
      {counted && <CountedDrawer counted={counted} onClose={() => setCounted(null)} />}
    </PageLayout>
  )
}

function Report({ analytics }: { analytics: Analytics }) {
  const text = useText(analyticsText)
  const { now } = analytics
  const isEmpty = now.figures.chats + now.figures.visitor_messages + now.figures.ai_messages === 0
  if (isEmpty && now.shown === 0)
    return (
      <EmptyNotice icon={<IconChartBar size={40} stroke={1.4} />} title={text.emptyTitle}>
        {text.emptyHint}
      </EmptyNotice>
    )
  return (
    <div className={classes.report}>
      <Answer analytics={analytics} />
      <Tiles analytics={analytics} />
      <SeriesCard series={analytics.series} />
      <HeatMapCard peakHours={analytics.peakHours} />
      <div className={classes.pair}>
        <FunnelCard period={now} />
        <EndingsCard period={now} />
      </div>
      <TimesCard period={now} />
      <QuestionsCard />
      <div className={classes.pair}>
        <ProvidersCard />
        <RatingsCard period={now} />
      </div>
      <WorkloadCard />
    </div>
  )
}

function Footnote({ analytics: { timeZone, countedUntil }, asked }: { analytics: Analytics; asked: Asked }) {
  const text = useText(analyticsText)
  const locale = useLocale()
  const mayManage = useMayManage()
  const days = [...new Set([asked.from, asked.to])].map((day) => formatLocalDay(locale, day, 'long')).join(' – ')
  const time =
    countedUntil &&
    new Intl.DateTimeFormat(locale === 'th' ? 'th-TH' : 'en-GB', { timeZone, timeStyle: 'short' }).format(
      new Date(countedUntil),
    )
  return (
    <p className={classes.footnote}>
      {days}. {text.zone(timeZone)} {time && text.countedUntil(time)}{' '}
      {mayManage && <Link to="/settings">{text.changeZone}</Link>}
    </p>
  )
}

function Loading({ name }: { name: string }) {
  return (
    <div role="status" aria-label={name} className={classes.report}>
      <Skeleton height={56} radius="lg" />
      <Skeleton height={112} radius="lg" />
      <Skeleton height={340} radius="lg" />
      <Skeleton height={280} radius="lg" />
    </div>
  )
}
