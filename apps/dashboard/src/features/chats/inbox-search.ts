import type { ChatSummary, ViewFilter } from '@minichat/contracts'
import { dayOf, startOf } from '../../lib/days.ts'

const inboxTabs = ['mine', 'unassigned', 'open', 'mentions', 'snoozed', 'closed', 'spam'] as const
export type InboxTab = (typeof inboxTabs)[number]

/** What of the inbox is looked at, as it stands in the address. Days as YYYY-MM-DD, both included. */
export type InboxSearch = {
  tab?: InboxTab
  label?: string
  widget?: string
  lang?: 'en' | 'th'
  member?: string
  from?: string
  until?: string
}

const isId = (value: unknown): value is string => typeof value === 'string' && /^[0-9a-f-]{36}$/.test(value)
const isDay = (value: unknown): value is string =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value))

/** Reads an address; what it does not know is left out. */
export function readInboxSearch({
  tab,
  label,
  widget,
  lang,
  member,
  from,
  until,
}: Record<string, unknown>): InboxSearch {
  return {
    ...(tab !== 'open' && inboxTabs.includes(tab as InboxTab) && { tab: tab as InboxTab }),
    ...(isId(label) && { label }),
    ...(isId(widget) && { widget }),
    ...((lang === 'en' || lang === 'th') && { lang }),
    ...(isId(member) && { member }),
    ...(isDay(from) && { from }),
    ...(isDay(until) && { until }),
  }
}

/** Whether there is more than a tab. */
export const isNarrowed = ({ tab: _, ...rest }: InboxSearch) => Object.keys(rest).length > 0

/** What narrows the list, of an address that may name a message as well. */
export const listSearch = (search: object): InboxSearch => readInboxSearch({ ...search })

const byTab: Record<InboxTab, Pick<ViewFilter, 'status' | 'assignee' | 'mentioned'>> = {
  mine: { status: 'open', assignee: 'me' },
  unassigned: { status: 'open', assignee: 'nobody' },
  open: { status: 'open' },
  mentions: { status: 'all', mentioned: 'me' },
  snoozed: { status: 'snoozed' },
  closed: { status: 'closed' },
  spam: { status: 'spam' },
}

/** What the server is asked for. */
export function filterOf({ tab = 'open', label, widget, lang, member, from, until }: InboxSearch): ViewFilter {
  const base = byTab[tab]
  return {
    ...base,
    ...(member && !base.assignee && { assignee: member }),
    ...(label && { labelId: label }),
    ...(widget && { widgetId: widget }),
    ...(lang && { locale: lang }),
    ...(from && { from: startOf(from).toISOString() }),
    ...(until && { until: startOf(until, 1).toISOString() }),
  }
}

/** The way back from a saved view. */
export function searchOf({
  status,
  assignee,
  mentioned,
  labelId,
  widgetId,
  locale,
  from,
  until,
}: ViewFilter): InboxSearch {
  const isMember = assignee !== undefined && assignee !== 'me' && assignee !== 'nobody'
  const tab = mentioned ? 'mentions' : assignee === 'me' ? 'mine' : assignee === 'nobody' ? 'unassigned' : status
  return readInboxSearch({
    tab,
    label: labelId,
    widget: widgetId,
    lang: locale,
    member: isMember ? assignee : undefined,
    from: from && dayOf(new Date(from)),
    until: until && dayOf(new Date(Date.parse(until) - 1)),
  })
}

function hasStatus(chat: ChatSummary, status: ViewFilter['status']): boolean {
  if (status === 'spam' || chat.isSpam) return status === 'spam' && chat.isSpam
  if (status === 'all') return true
  if (status === 'closed') return chat.status === 'closed'
  return chat.status === 'open' && (chat.snoozedUntil !== null) === (status === 'snoozed')
}

/** Whether a chat belongs to what is looked at: the server's rule, for what came live. @param ownId who looks */
export function isAmong(chat: ChatSummary, filter: ViewFilter, ownId: string): boolean {
  const { status, assignee, mentioned, labelId, widgetId, locale, from, until } = filter
  const assigneeId = assignee === 'me' ? ownId : assignee === 'nobody' ? null : assignee
  return (
    hasStatus(chat, status) &&
    (assigneeId === undefined || (chat.assignee?.id ?? null) === assigneeId) &&
    (!mentioned || chat.mentions.some(({ memberId }) => memberId === ownId)) &&
    (!labelId || chat.labelIds.includes(labelId)) &&
    (!widgetId || chat.widgetId === widgetId) &&
    (!locale || chat.locale === locale) &&
    (!from || chat.updatedAt >= from) &&
    (!until || chat.updatedAt < until)
  )
}
