import { IconWifiOff } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useText } from '../../lib/text.ts'
import classes from './ChatsPage.module.css'
import { chatsText } from './chats.text.ts'
import { useInbox } from './inbox-context.ts'

const patienceMs = 1500

/** Says that the live connection is gone, once it has been for more than a moment. */
export function ConnectionBanner() {
  const text = useText(chatsText)
  const { connection } = useInbox()
  const isGone = connection === 'offline'
  const [isShown, setShown] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setShown(isGone), isGone ? patienceMs : 0)
    return () => clearTimeout(timer)
  }, [isGone])
  return (
    <div role="status" className={classes.banner} data-shown={isShown || undefined}>
      {isShown && (
        <>
          <IconWifiOff size={18} stroke={1.6} aria-hidden />
          {navigator.onLine ? text.reconnecting : text.offline}
        </>
      )}
    </div>
  )
}
