import type { ChatChange, Message } from '@minichat/contracts'

export type ChatEventKind = 'joined' | 'handed-back' | 'person' | 'closed' | 'reset' | 'reopened' | 'erased'

export type ChatLine =
  | { kind: 'day'; key: string; at: Date }
  | { kind: 'group'; key: string; messages: Message[] }
  | { kind: 'event'; key: string; event: ChatEventKind; name: string | null; at: string | null }

const groupGapMs = 5 * 60_000

const kinds: Record<ChatChange['type'], ChatEventKind> = {
  'chat.person_requested': 'person',
  'chat.taken_over': 'joined',
  'chat.handed_back': 'handed-back',
  'chat.closed': 'closed',
  'chat.reset': 'reset',
  'chat.reopened': 'reopened',
  'chat.erased': 'erased',
}

/**
 * What the chat shows from top to bottom: day lines, bubbles in groups, and between them who took the chat over or gave
 * it back, each at its place by number. Both lists come in that order.
 */
export function linesOf(messages: readonly Message[], changes: readonly ChatChange[]): ChatLine[] {
  const lines: ChatLine[] = []
  const told = [...changes]
  let day = ''
  const tellUntil = (seq: number) => {
    while (told[0] && told[0].seq < seq) lines.push(...told.splice(0, 1).map(eventLine))
  }

  for (const message of messages) {
    tellUntil(message.seq)
    const date = new Date(message.createdAt)
    if (date.toDateString() !== day) {
      day = date.toDateString()
      lines.push({ kind: 'day', key: `day-${message.id}`, at: date })
    }
    const last = lines.at(-1)
    if (last?.kind === 'group' && belongsTo(last.messages, message)) last.messages.push(message)
    else lines.push({ kind: 'group', key: message.id, messages: [message] })
  }
  tellUntil(Number.POSITIVE_INFINITY)
  return lines
}

function eventLine({ type, seq, state }: ChatChange): ChatLine {
  const event = kinds[type]
  const at = event === 'person' ? state.personRequestedAt : null
  return { kind: 'event', key: `event-${seq}`, event, name: state.memberName, at }
}

function belongsTo(group: readonly Message[], message: Message): boolean {
  const last = group.at(-1)
  if (!last) return false
  const gapMs = Date.parse(message.createdAt) - Date.parse(last.createdAt)
  return last.author.kind === message.author.kind && last.author.id === message.author.id && gapMs < groupGapMs
}
