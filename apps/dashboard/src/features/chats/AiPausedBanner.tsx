import { IconPlayerPause } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useMayManage, useSession } from '../../lib/session.tsx'
import { storage } from '../../lib/stored.ts'
import { useText } from '../../lib/text.ts'
import { useWidgetQuery, useWorkspaceQuery } from '../../lib/workspace-queries.ts'
import classes from './ChatsPage.module.css'
import { chatsText } from './chats.text.ts'

/** Says that visitors wait for people because the AI is paused, and leads to the switch. */
export function AiPausedBanner() {
  const text = useText(chatsText)
  const mayManage = useMayManage()
  const paused = usePaused()
  if (paused !== 'workspace' && paused !== 'widget') return null
  return (
    <div className={classes.banner} data-shown role="status">
      <IconPlayerPause size={18} stroke={1.6} aria-hidden />
      <span>{paused === 'workspace' ? text.aiPaused : text.aiPausedInWidget}</span>
      {mayManage && (
        <Link className={classes.bannerLink} to={paused === 'workspace' ? '/settings' : '/widget'}>
          {text.aiPausedChange}
        </Link>
      )}
    </div>
  )
}

/** Until the server has answered, as it was last: so that the page does not move when it does. */
function usePaused(): string | null {
  const key = `minichat.ai-paused.${useSession().workspace.id}`
  const { data: workspace } = useQuery(useWorkspaceQuery())
  const { data: widget } = useQuery(useWidgetQuery())
  const isKnown = workspace !== undefined && widget !== undefined
  const now = workspace?.aiPaused ? 'workspace' : widget?.aiPaused ? 'widget' : null
  useEffect(() => {
    if (isKnown) storage.write(key, now)
  }, [isKnown, key, now])
  return isKnown ? now : storage.read(key)
}
