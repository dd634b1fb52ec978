import { Badge } from '@mantine/core'
import type { OperatedWorkspace } from '@minichat/contracts'
import { RelativeTime } from '../../components/RelativeTime.tsx'
import { formatBytes, formatNumber } from '../../lib/format.ts'
import { useLocale, useText } from '../../lib/text.ts'
import classes from './Operator.module.css'
import { operatorText } from './operator.text.ts'
import { WorkspaceActions } from './WorkspaceActions.tsx'

export function WorkspaceRow({ workspace }: { workspace: OperatedWorkspace }) {
  const text = useText(operatorText)
  const locale = useLocale()
  const { usage } = workspace
  const number = (value: number) => formatNumber(locale, value)
  const owners = workspace.owners.map(({ name, email }) => `${name} (${email})`).join(', ')
  return (
    <div className={classes.row}>
      <div className={classes.words}>
        <p className={classes.title}>
          {workspace.name}
          {workspace.isSample && <Badge variant="default">{text.sample}</Badge>}
          {workspace.deletedAt && <Badge variant="default">{text.deleted}</Badge>}
        </p>
        {workspace.deletedAt && <p className={classes.line}>{text.deletedHint}</p>}
        {workspace.lockReason && <p className={classes.problem}>{text.lockedBecause(workspace.lockReason)}</p>}
        <p className={classes.line}>
          {text.owners}: {owners || text.noOwner}
        </p>
        <p className={classes.facts}>
          <span>
            {text.usage(
              number(usage.members),
              number(usage.messages),
              number(usage.answers),
              number(usage.knowledgeSources),
              formatBytes(locale, usage.storageBytes),
            )}
          </span>
          <span>
            {text.since} <RelativeTime at={workspace.createdAt} />
          </span>
        </p>
      </div>
      <WorkspaceActions workspace={workspace} />
    </div>
  )
}
