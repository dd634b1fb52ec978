import { IconPlayerPause } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useMayManage } from '../../lib/session.tsx'
import { useText } from '../../lib/text.ts'
import { useWidgetQuery, useWorkspaceQuery } from '../../lib/workspace-queries.ts'
import classes from './ChatsPage.module.css'
import { chatsText } from './chats.text.ts'

/** Says that visitors wait for people because the AI is paused, and leads to the switch. */
export function AiPausedBanner() {
  const text = useText(chatsText)
  const mayManage = useMayManage()
  const { data: workspace } = useQuery(useWorkspaceQuery())
  const { data: widget } = useQuery(useWidgetQuery())
  const isWorkspace = workspace?.aiPaused === true
  if (!isWorkspace && !widget?.aiPaused) return null
  return (
    <div className={classes.banner} data-shown role="status">
      <IconPlayerPause size={18} stroke={1.6} aria-hidden />
      <span>{isWorkspace ? text.aiPaused : text.aiPausedInWidget}</span>
      {mayManage && (
        <Link className={classes.bannerLink} to={isWorkspace ? '/settings' : '/widget'}>
          {text.aiPausedChange}
        </Link>
      )}
    </div>
  )
}
