import { lazy, Suspense } from 'react'
import { RelativeTime } from '../../components/RelativeTime.tsx'
import { commonText } from '../../lib/common.text.ts'
import { formatDateTime } from '../../lib/format.ts'
import { languageOf, useLocale, useText } from '../../lib/text.ts'
import classes from './ChatDetails.module.css'
import type { ChatView } from './chat-view.ts'
import { chatsText } from './chats.text.ts'
import { decoded } from './decoded.ts'
import { Fact } from './Fact.tsx'
import { Rating } from './Rating.tsx'
import { safeHref } from './safe-href.ts'
import { TrackedList } from './TrackedList.tsx'
import { useWhereabouts } from './use-whereabouts.ts'
import { VerifiedBadge } from './VerifiedBadge.tsx'
import { VisitorPresence } from './VisitorPresence.tsx'
import { VisitorProfile } from './VisitorProfile.tsx'
import { useVisitorName } from './visitor.ts'
import { WhereaboutsFacts } from './WhereaboutsFacts.tsx'
import { WhereaboutsPages } from './WhereaboutsPages.tsx'

const OtherChats = lazy(async () => ({ default: (await import('./OtherChats.tsx')).OtherChats }))

export function ChatDetails({ view }: { view: ChatView }) {
  const { chat } = view
  const text = useText(chatsText)
  const common = useText(commonText)
  const locale = useLocale()
  const languages = { en: common.english, th: common.thai }
  const pageHref = chat.pageUrl && safeHref(chat.pageUrl)
  const visitorName = useVisitorName(chat)
  const whereabouts = useWhereabouts(chat.id)
  const holder = chat.handledBy === 'ai' ? text.ai : (chat.memberName ?? text.someMember)
  return (
    <div className={classes.details}>
      <div className={classes.who}>
        <h3 className={classes.visitor} lang={languageOf(visitorName)}>
          {visitorName}
        </h3>
        {chat.visitor.isVerified && <VerifiedBadge />}
        {chat.status === 'open' && <VisitorPresence online={view.visitorOnline} />}
      </div>
      <VisitorProfile visitor={view.visitor} />
      <dl className={classes.facts}>
        <Fact name={text.page}>
          {pageHref ? (
            <a href={pageHref} target="_blank" rel="noopener noreferrer" className={classes.page}>
              {decoded(pageHref).replace(/^https?:\/\//, '')}
            </a>
          ) : (
            text.pageUnknown
          )}
        </Fact>
        <WhereaboutsFacts whereabouts={whereabouts} />
        <Fact name={text.language}>{chat.locale ? languages[chat.locale] : text.languageUnknown}</Fact>
        <Fact name={text.started}>{formatDateTime(locale, new Date(chat.createdAt))}</Fact>
        <Fact name={text.lastActivity}>
          <RelativeTime at={chat.updatedAt} />
        </Fact>
        <Fact name={text.answeredBy}>{holder}</Fact>
        <Fact name={text.widget}>{chat.widgetName}</Fact>
        {chat.rating !== null && (
          <Fact name={text.rating}>
            <Rating rating={chat.rating} comment={chat.ratingComment} />
          </Fact>
        )}
      </dl>
      <TrackedList tracked={view.tracked} />
      <WhereaboutsPages key={chat.id} whereabouts={whereabouts} isHere={view.visitorOnline ?? false} />
      <Suspense>
        <OtherChats chat={chat} />
      </Suspense>
    </div>
  )
}
