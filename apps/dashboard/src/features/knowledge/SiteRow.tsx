import { ActionIcon } from '@mantine/core'
import type { KnowledgeSite } from '@minichat/contracts'
import { IconListDetails, IconPlayerStop, IconRefresh, IconTrash, IconWorld } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'
import { notify } from '../../lib/notify.ts'
import { useProblem } from '../../lib/problems.ts'
import { useMayManage } from '../../lib/session.tsx'
import { languageOf, useText } from '../../lib/text.ts'
import classes from './Knowledge.module.css'
import { knowledgeText } from './knowledge.text.ts'
import { type RowOrder, RowOrganise, RowSelect } from './RowControls.tsx'
import { SiteStatus } from './SiteStatus.tsx'
import { SourceMarks } from './SourceMarks.tsx'
import { sitesText } from './sites.text.ts'
import { useRefresh } from './use-knowledge.ts'

type SiteRowProps = { site: KnowledgeSite; order: RowOrder; onOpen: () => void; onDelete: (() => void) | null }

export function SiteRow({ site, order, onOpen, onDelete }: SiteRowProps) {
  const text = useText(sitesText)
  const knowledge = useText(knowledgeText)
  return (
    <div className={`${classes.row} ${classes.document}`} data-unused={site.use !== 'used' || undefined}>
      <RowSelect order={order} name={site.name} />
      <IconWorld className={classes.icon} size={22} stroke={1.4} aria-hidden />
      <div className={classes.words}>
        <p className={classes.title} lang={languageOf(site.name)}>
          {site.name}
        </p>
        <div className={classes.facts}>
          <SourceMarks source={site} />
          <SiteStatus site={site} />
          <a href={site.url} target="_blank" rel="noopener noreferrer" className={classes.link}>
            {site.url.replace(/^https?:\/\//, '')}
          </a>
        </div>
        <Progress site={site} />
      </div>
      <div className={classes.actions}>
        <ReadButton site={site} />
        <RowOrganise order={order} name={site.name} />
        <ActionIcon aria-label={text.detailsNamed(site.name)} onClick={onOpen}>
          <IconListDetails size={18} stroke={1.6} aria-hidden />
        </ActionIcon>
        {onDelete && (
          <ActionIcon aria-label={knowledge.deleteNamed(site.name)} onClick={onDelete}>
            <IconTrash size={18} stroke={1.6} aria-hidden />
          </ActionIcon>
        )}
      </div>
    </div>
  )
}

function Progress({ site: { status, pages } }: { site: KnowledgeSite }) {
  if (status !== 'reading' || pages.found === 0) return null
  const share = Math.round(((pages.found - pages.queued) / pages.found) * 100)
  return (
    <div className={classes.bar} aria-hidden>
      <div style={{ width: `${share}%` }} />
    </div>
  )
}

/** Reads again what is not being read, and stops what is. */
function ReadButton({ site }: { site: KnowledgeSite }) {
  const text = useText(sitesText)
  const problem = useProblem()
  const mayManage = useMayManage()
  const refresh = useRefresh('sites')
  const isReading = site.status === 'reading'
  const act = useMutation({
    mutationFn: () => {
      const params = { siteId: site.id }
      return isReading
        ? api.request('POST /api/v1/knowledge/sites/:siteId/stop', { params })
        : api.request('POST /api/v1/knowledge/sites/:siteId/read', { params })
    },
    onSuccess: refresh,
    onError: (error) => void notify({ color: 'red', message: problem(error) }),
  })
  if (!mayManage) return null
  const Icon = isReading ? IconPlayerStop : IconRefresh
  return (
    <ActionIcon
      aria-label={isReading ? text.stopNamed(site.name) : text.readAgainNamed(site.name)}
      loading={act.isPending}
      onClick={() => act.mutate()}
    >
      <Icon size={18} stroke={1.6} aria-hidden />
    </ActionIcon>
  )
}
