import { ActionIcon } from '@mantine/core'
import { IconAdjustmentsHorizontal } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { formatNumber } from '../../lib/format.ts'
import { useLocale, useText } from '../../lib/text.ts'
import classes from './ChatList.module.css'
import { chatsText } from './chats.text.ts'
import { type InboxSearch, type InboxTab, isNarrowed } from './inbox-search.ts'
import { useInboxCounts } from './use-chats.ts'

const FilterPanel = lazy(async () => ({ default: (await import('./FilterPanel.tsx')).FilterPanel }))

/** There from the start; the others come when there is something in them, or they are looked at. */
const always: InboxTab[] = ['mine', 'unassigned', 'open', 'closed']
const sometimes: InboxTab[] = ['mentions', 'snoozed', 'spam']
/** What is over needs no number. */
const uncounted: InboxTab[] = ['closed', 'spam']

/** Which part of the inbox, with how many chats each has; and the way to narrow it. */
export function ListTabs({ search, openChatId }: { search: InboxSearch; openChatId: string | undefined }) {
  const text = useText(chatsText)
  const locale = useLocale()
  const counts = useInboxCounts()
  const [isFiltering, setFiltering] = useState(false)
  const { tab: current = 'open', ...rest } = search
  const names: Record<InboxTab, string> = {
    mine: text.tabMine,
    unassigned: text.tabUnassigned,
    open: text.tabOpen,
    mentions: text.tabMentions,
    snoozed: text.tabSnoozed,
    closed: text.closed,
    spam: text.tabSpam,
  }
  const shown = [
    ...always,
    ...sometimes.filter((tab) => tab === current || (tab !== 'spam' && (counts?.[tab] ?? 0) > 0)),
  ]
  return (
    <div className={classes.filter}>
      <div className={classes.tabs} data-guide="inbox-tabs">
        {shown.map((tab) => {
          const count = uncounted.includes(tab) ? 0 : (counts?.[tab] ?? 0)
          return (
            <Link
              key={tab}
              to={openChatId ? '/chats/$chatId' : '/chats'}
              params={{ chatId: openChatId ?? '' }}
              // The address may name a message as well, and is the same tab with it.
              search={tab === current || (tab === 'open' ? rest : { ...rest, tab })}
              className={classes.tab}
              activeOptions={{ exact: true }}
              data-tab={tab}
            >
              {names[tab]} {count > 0 && <span className={classes.count}>{formatNumber(locale, count)}</span>}
            </Link>
          )
        })}
      </div>
      <ActionIcon
        className={classes.filterButton}
        data-guide="inbox-filter"
        aria-label={text.filter}
        title={text.filter}
        aria-expanded={isFiltering}
        data-on={isNarrowed(search) || undefined}
        onClick={() => setFiltering(!isFiltering)}
      >
        <IconAdjustmentsHorizontal size={18} stroke={1.6} aria-hidden />
      </ActionIcon>
      {(isFiltering || isNarrowed(search)) && (
        <Suspense>
          <FilterPanel search={search} isOpen={isFiltering} />
        </Suspense>
      )}
    </div>
  )
}
