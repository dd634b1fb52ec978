import { IconMessage2 } from '@tabler/icons-react'
import { EmptyNotice } from '../../components/EmptyNotice.tsx'
import { useSession } from '../../lib/session.tsx'
import { useText } from '../../lib/text.ts'
import classes from './ChatPanel.module.css'
import { chatsText } from './chats.text.ts'
import { useWelcome, Welcome } from './Welcome.tsx'

/** Where the chat will be: the first steps after set-up, else a word on what to do. */
export function ChooseChat() {
  const text = useText(chatsText)
  const welcome = useWelcome()
  const { workspace } = useSession()
  return (
    <div className={classes.choose}>
      {welcome.isShown && !workspace.isSample ? (
        <Welcome onDone={welcome.dismiss} />
      ) : (
        <EmptyNotice icon={<IconMessage2 size={40} stroke={1.2} />} title={text.chooseTitle}>
          {text.chooseHint}
        </EmptyNotice>
      )}
    </div>
  )
}
