import { Loader } from '@mantine/core'
import type { KnowledgeSite } from '@minichat/contracts'
import { IconAlertCircle, IconCheck, IconPlayerStop } from '@tabler/icons-react'
import { RelativeTime } from '../../components/RelativeTime.tsx'
import { formatNumber } from '../../lib/format.ts'
import { useLocale, useText } from '../../lib/text.ts'
import classes from './Knowledge.module.css'
import { pageProblemText } from './page-problems.text.ts'
import { sitesText } from './sites.text.ts'

/** How far the reading of a site is, or how it ended, with what came of its pages. */
export function SiteStatus({ site }: { site: KnowledgeSite }) {
  const text = useText(sitesText)
  const problems = useText(pageProblemText)
  const locale = useLocale()
  const { status, pages, problem, finishedAt } = site
  const count = (value: number) => formatNumber(locale, value)
  if (status === 'reading')
    return (
      <span className={classes.status} data-status="indexing" role="status">
        <Loader size={12} aria-hidden />
        {text.reading(count(pages.found - pages.queued), count(pages.found))}
      </span>
    )
  const isPartly = status === 'ready' && problem !== null
  const Icon = { ready: isPartly ? IconAlertCircle : IconCheck, failed: IconAlertCircle, stopped: IconPlayerStop }[
    status
  ]
  return (
    <>
      <span className={classes.status} data-status={isPartly ? 'failed' : status}>
        <Icon size={15} aria-hidden />
        {isPartly ? text.partly : text[status]}
        {problem && `: ${problems[problem]}`}
      </span>
      <span>{pages.read === 1 ? text.onePage : text.pages(count(pages.read))}</span>
      {pages.missing > 0 && <span>{text.missingPages(count(pages.missing))}</span>}
      {pages.failed > 0 && <span>{text.failedPages(count(pages.failed))}</span>}
      {pages.skipped > 0 && <span>{text.skippedPages(count(pages.skipped))}</span>}
      {finishedAt && (
        <span>
          {text.readAt} <RelativeTime at={finishedAt} />
        </span>
      )}
    </>
  )
}
