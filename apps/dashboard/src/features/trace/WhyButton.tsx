import { UnstyledButton } from '@mantine/core'
import { lazy, Suspense, useState } from 'react'
import { useText } from '../../lib/text.ts'
import { chatsText } from '../chats/chats.text.ts'
import type { TracedMessage } from './use-trace.ts'
import classes from './WhyButton.module.css'

const TraceDrawer = lazy(async () => ({ default: (await import('./TraceDrawer.tsx')).TraceDrawer }))

/** Opens how an answer came about. What shows it is fetched when somebody asks. */
export function WhyButton({ message }: { message: TracedMessage }) {
  const text = useText(chatsText)
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <UnstyledButton className={classes.why} aria-haspopup="dialog" onClick={() => setOpen(true)}>
        {text.why}
      </UnstyledButton>
      {isOpen && (
        <Suspense fallback={null}>
          <TraceDrawer message={message} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
