import type { Found, FoundMessage, FoundVisitor } from '@minichat/contracts'
import { IconBook2, IconMessage, IconUser } from '@tabler/icons-react'
import { RelativeTime } from '../../components/RelativeTime.tsx'
import { languageOf, useText } from '../../lib/text.ts'
import { Marked } from './Marked.tsx'
import classes from './Search.module.css'
import { searchText } from './search.text.ts'

/** What was found, in two lines: whose or what, and the words. */
export function FoundItem({ found }: { found: Found }) {
  const Icon = found.kind === 'message' ? IconMessage : found.kind === 'visitor' ? IconUser : IconBook2
  return (
    <span className={classes.item}>
      <Icon size={18} stroke={1.6} aria-hidden className={classes.icon} />
      <span className={classes.lines}>
        {found.kind === 'message' ? (
          <MessageLines found={found} />
        ) : found.kind === 'visitor' ? (
          <VisitorLines found={found} />
        ) : (
          <>
            <span className={classes.head}>
              <Marked {...found.title} />
            </span>
            <span className={classes.words}>
              <Marked {...found.excerpt} />
            </span>
          </>
        )}
      </span>
    </span>
  )
}

function MessageLines({ found: { author, visitorName, createdAt, excerpt } }: { found: FoundMessage }) {
  const text = useText(searchText)
  const visitor = visitorName ?? text.someVisitor
  const who =
    author.kind === 'visitor'
      ? visitor
      : author.kind === 'ai'
        ? text.toVisitor(text.ai, visitor)
        : text.toVisitor(author.name ?? text.someMember, visitor)
  return (
    <>
      <span className={classes.head}>
        <span className={classes.who} lang={languageOf(who)}>
          {who}
        </span>
        <span className={classes.when}>
          <RelativeTime at={createdAt} />
        </span>
      </span>
      <span className={classes.words}>
        <Marked {...excerpt} />
      </span>
    </>
  )
}

function VisitorLines({ found: { name, email, phone, lastActiveAt, chatId } }: { found: FoundVisitor }) {
  const text = useText(searchText)
  return (
    <>
      <span className={classes.head}>
        <span className={classes.who}>{name ? <Marked {...name} /> : text.someVisitor}</span>
        {lastActiveAt && (
          <span className={classes.when}>
            <RelativeTime at={lastActiveAt} />
          </span>
        )}
      </span>
      <span className={classes.words}>
        {email && <Marked {...email} />}
        {email && phone && ' · '}
        {phone && <Marked {...phone} />}
        {!chatId && ` ${text.noChat}`}
      </span>
    </>
  )
}
