import type { ChatSummary, Message } from '@minichat/contracts'

export type ChatEventKind = 'joined' | 'handed-back' | 'person' | 'closed'

export type ChatLine =
  | { kind: 'day'; key: string; at: Date }
  | { kind: 'group'; key: string; messages: Message[] }
  | { kind: 'event'; key: string; event: ChatEventKind; name: string | null; at: string | null }

const groupGapMs = 5 * 60_000

/**
 * What the chat shows from top to bottom: day lines, bubbles in groups, and who took or gave back the chat between
 * them. All of it follows from the messages and the state, so that a reload shows the same.
 */
export function linesOf(messages: readonly Message[], chat: ChatSummary, hasOlder: boolean): ChatLine[] {
  const lines: ChatLine[] = []
  let day = ''
  let holder: string | null | undefined = hasOlder ? undefined : null
  let personPending = chat.personRequestedAt

  const event = (kind: ChatEventKind, key: string, name: string | null = null, at: string | null = null) =>
    lines.push({ kind: 'event', key: `${kind}-${key}`, event: kind, name, at })

  /** @param now the member who has the chat, null for the AI */
  const changeHolder = (now: string | null, key: string) => {
    if (holder !== undefined && holder !== now) event(now === null ? 'handed-back' : 'joined', key, now)
    holder = now
  }

  for (const message of messages) {
    const date = new Date(message.createdAt)
    if (date.toDateString() !== day) {
      day = date.toDateString()
      lines.push({ kind: 'day', key: `day-${message.id}`, at: date })
    }
    if (personPending && message.createdAt > personPending) {
      event('person', 'request', null, personPending)
      personPending = null
    }
    if (message.author.kind === 'member') changeHolder(message.author.name ?? '', message.id)
    if (message.author.kind === 'ai' && message.state === 'complete') changeHolder(null, message.id)
    const last = lines.at(-1)
    if (last?.kind === 'group' && belongsTo(last.messages, message)) last.messages.push(message)
    else lines.push({ kind: 'group', key: message.id, messages: [message] })
  }

  // Who takes a chat over answers the wish for a person; what is still open was wished after the chat was handed back.
  if (chat.handledBy === 'ai') changeHolder(null, 'now')
  if (personPending) event('person', 'request', null, personPending)
  if (chat.handledBy === 'member') changeHolder(chat.memberName ?? '', 'now')
  if (chat.status === 'closed') event('closed', 'now')
  return lines
}

function belongsTo(group: readonly Message[], message: Message): boolean {
  const last = group.at(-1)
  if (!last) return false
  const gapMs = Date.parse(message.createdAt) - Date.parse(last.createdAt)
  return last.author.kind === message.author.kind && last.author.name === message.author.name && gapMs < groupGapMs
}
