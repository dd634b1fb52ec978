import { Loader } from '@mantine/core'
import { languageOf, useText } from '../../lib/text.ts'
import type { PassingState } from './chat-passing.ts'
import { chatsText } from './chats.text.ts'
import classes from './MessageList.module.css'
import { MessageText } from './MessageText.tsx'

/** What the AI is writing right now. Not announced piece by piece: the whole message is, when it is there. */
export function RunningAnswerBubble({ answer }: { answer: NonNullable<PassingState['answer']> }) {
  const text = useText(chatsText)
  return (
    <div className={classes.group} data-author="ai" aria-live="off">
      <div className={classes.message}>
        <div className={classes.bubble} lang={languageOf(answer.text)}>
          {answer.text === '' ? <Loader size="xs" type="dots" /> : <MessageText text={answer.text} citations={[]} />}
        </div>
      </div>
      <div className={classes.meta}>
        <span className={classes.aiLabel}>{text.ai}</span>
        <span lang={answer.note && languageOf(answer.note)}>{answer.note ?? text.answering}</span>
      </div>
    </div>
  )
}
