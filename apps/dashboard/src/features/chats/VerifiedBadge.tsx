import { IconShieldCheck } from '@tabler/icons-react'
import { useText } from '../../lib/text.ts'
import { chatsText } from './chats.text.ts'
import classes from './VerifiedBadge.module.css'

/** Says that the site has proven who the visitor is. */
export function VerifiedBadge() {
  const text = useText(chatsText)
  return (
    <span className={classes.badge} title={text.verifiedHint}>
      <IconShieldCheck size={14} stroke={1.8} aria-hidden />
      {text.verified}
    </span>
  )
}
