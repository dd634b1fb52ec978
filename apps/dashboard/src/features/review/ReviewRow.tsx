import { Badge, Button, Group } from '@mantine/core'
import type { ReviewGroup, ReviewQuestion } from '@minichat/contracts'
import { IconRepeat } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { RelativeTime } from '../../components/RelativeTime.tsx'
import { formatNumber } from '../../lib/format.ts'
import { languageOf, useLocale, useText } from '../../lib/text.ts'
import { WhyButton } from '../trace/WhyButton.tsx'
import { AskedAgain } from './AskedAgain.tsx'
import classes from './Review.module.css'
import { reviewText } from './review.text.ts'
import { useAskAgain, useSettle } from './use-review.ts'

/** One group: how often, the questions as they were asked, and what can be done about it. */
export function ReviewRow({ group, onAnswer }: { group: ReviewGroup; onAnswer: () => void }) {
  const text = useText(reviewText)
  const ask = useAskAgain(group.id)
  const settle = useSettle(group.id)
  const [newest] = group.questions
  const title = newest?.question ?? ''
  return (
    <article className={classes.row} aria-label={title}>
      <h2 className={classes.title} lang={languageOf(title)}>
        {title}
      </h2>
      <Facts group={group} />
      <details className={classes.examples}>
        <summary>{text.examples}</summary>
        <ul>
          {group.questions.map((question) => (
            <Example key={question.answer.messageId} example={question} />
          ))}
        </ul>
      </details>
      <Group gap="xs" mt="sm">
        {group.status === 'open' && (
          <Button size="xs" onClick={onAnswer}>
            {text.write}
          </Button>
        )}
        <Button
          size="xs"
          variant="default"
          leftSection={<IconRepeat size={16} aria-hidden />}
          loading={ask.isPending}
          onClick={() => ask.mutate()}
        >
          {text.askAgain}
        </Button>
        {group.entryId && (
          <Button
            size="xs"
            variant="default"
            renderRoot={(props) => <Link to="/knowledge" search={{ entry: group.entryId ?? '' }} {...props} />}
          >
            {text.showEntry}
          </Button>
        )}
        <Button
          size="xs"
          variant="subtle"
          loading={settle.isPending}
          onClick={() => settle.mutate(group.status === 'open' ? 'dismissed' : 'open')}
        >
          {group.status === 'open' ? text.dismiss : text.reopen}
        </Button>
      </Group>
      <AskedAgain ask={ask} />
    </article>
  )
}

function Facts({ group }: { group: ReviewGroup }) {
  const text = useText(reviewText)
  const locale = useLocale()
  const { unansweredCount, downCount, settledBy } = group
  return (
    <p className={classes.facts}>
      {unansweredCount > 0 && (
        <Badge size="sm" variant="default">
          {text.unanswered(formatNumber(locale, unansweredCount))}
        </Badge>
      )}
      {downCount > 0 && (
        <Badge size="sm" variant="default">
          {text.down(formatNumber(locale, downCount))}
        </Badge>
      )}
      <span>
        {text.lastAsked} <RelativeTime at={group.askedAt} />
      </span>
      {group.status !== 'open' && (
        <span>
          {text[group.status]} {settledBy && text.settledBy(settledBy)}
        </span>
      )}
    </p>
  )
}

function Example({ example: { chatId, question, answer, reason, askedAt } }: { example: ReviewQuestion }) {
  const text = useText(reviewText)
  return (
    <li>
      <p className={classes.question} lang={languageOf(question)}>
        {question}
      </p>
      <p className={classes.answer} lang={languageOf(answer.excerpt)}>
        <strong>{text.answered}</strong> {answer.excerpt}
      </p>
      <div className={classes.facts}>
        {reason && <span>{text[reason]}</span>}
        <RelativeTime at={askedAt} />
        <Link to="/chats/$chatId" params={{ chatId }} search={{ message: answer.seq }}>
          {text.openChat}
        </Link>
        <WhyButton message={{ id: answer.messageId, chatId, state: 'complete' }} />
      </div>
    </li>
  )
}
