import type { ChatSummary } from '@minichat/contracts'
import type { ReactNode } from 'react'
import { RelativeTime } from '../../components/RelativeTime.tsx'
import { commonText } from '../../lib/common.text.ts'
import { formatDateTime } from '../../lib/format.ts'
import { languageOf, useLocale, useText } from '../../lib/text.ts'
import classes from './ChatDetails.module.css'
import { chatsText } from './chats.text.ts'
import { safeHref } from './safe-href.ts'
import { useVisitorName } from './visitor.ts'

export function ChatDetails({ chat }: { chat: ChatSummary }) {
  const text = useText(chatsText)
  const common = useText(commonText)
  const locale = useLocale()
  const languages = { en: common.english, th: common.thai }
  const pageHref = chat.pageUrl && safeHref(chat.pageUrl)
  const visitorName = useVisitorName(chat)
  const holder = chat.handledBy === 'ai' ? text.ai : (chat.memberName ?? text.someMember)
  return (
    <dl className={classes.details}>
      <Fact name={text.visitor}>
        <span lang={languageOf(visitorName)}>{visitorName}</span>
      </Fact>
      <Fact name={text.page}>
        {pageHref ? (
          <a href={pageHref} target="_blank" rel="noopener noreferrer" className={classes.page}>
            {readableUrl(pageHref)}
          </a>
        ) : (
          text.pageUnknown
        )}
      </Fact>
      <Fact name={text.language}>{chat.locale ? languages[chat.locale] : text.languageUnknown}</Fact>
      <Fact name={text.started}>{formatDateTime(locale, new Date(chat.createdAt))}</Fact>
      <Fact name={text.lastActivity}>
        <RelativeTime at={chat.updatedAt} />
      </Fact>
      <Fact name={text.answeredBy}>{chat.status === 'closed' ? text.isClosed : holder}</Fact>
      <Fact name={text.widget}>{chat.widgetName}</Fact>
    </dl>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function readableUrl(href: string) {
  try {
    return decodeURI(href).replace(/^https?:\/\//, '')
  } catch {
    return href
  }
}
