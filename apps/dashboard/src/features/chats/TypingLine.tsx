import { useEffect, useState } from 'react'
import { useSession } from '../../lib/session.tsx'
import { useText } from '../../lib/text.ts'
import { type Typist, typistsAt } from './chat-passing.ts'
import { chatsText } from './chats.text.ts'
import classes from './MessageList.module.css'

/** Who is writing right now. Keeps its room while nobody is, so that nothing moves. */
export function TypingLine({ typing }: { typing: readonly Typist[] }) {
  const text = useText(chatsText)
  const { me } = useSession()
  const [nowMs, setNowMs] = useState(() => Date.now())
  const { typists, until } = typistsAt(typing, me.user.id, nowMs)

  useEffect(() => {
    if (until === null) return
    const timer = setTimeout(() => setNowMs(Date.now()), until - Date.now())
    return () => clearTimeout(timer)
  }, [until])

  const words = typists.map(({ who, name }) =>
    who === 'visitor' ? text.visitorTyping : text.memberTyping(name ?? text.someMember),
  )
  return (
    <p className={classes.typing} role="status">
      {words.length > 0 && (
        <>
          <span className={classes.dots} aria-hidden>
            <i />
            <i />
            <i />
          </span>
          {words.join(' · ')}
        </>
      )}
    </p>
  )
}
