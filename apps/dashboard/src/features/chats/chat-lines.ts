import type { ChatAside, ChatChange, Message, Note } from '@minichat/contracts'
import { dayOf } from '../../lib/days.ts'

export type ChatEventKind = 'joined' | 'handed-back' | 'person' | 'closed' | 'reset' | 'reopened' | 'erased'

export type ChatLine =
  | { kind: 'day'; key: string; at: Date }
  | { kind: 'group'; key: string; messages: Message[] }
  | { kind: 'event'; key: string; event: ChatEventKind; name: string | null; at: string | null }
  | { kind: 'aside'; key: string; aside: ChatAside }
  | { kind: 'note'; key: string; note: Note }

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

type Between = { seq: number; line: ChatLine }

/**
 * What the chat shows from top to bottom: day lines, bubbles in groups, and between them notes and what happened, each
 * at its place by number. All lists come in that order.
 */
export function linesOf(
  messages: readonly Message[],
  changes: readonly ChatChange[],
  { asides, notes, isWhole }: { asides: readonly ChatAside[]; notes: readonly Note[]; isWhole: boolean } = nothingElse,
): ChatLine[] {
  const lines: ChatLine[] = []
  // Notes come all at once; those of pages that are not loaded wait for them.
  const from = isWhole ? 0 : (messages[0]?.seq ?? 0)
  const between: Between[] = [
    ...changes.map((change) => ({ seq: change.seq, line: eventLine(change) })),
    ...asides.map((aside) => ({ seq: aside.seq, line: { kind: 'aside' as const, key: `aside-${aside.seq}`, aside } })),
    ...notes.flatMap((note) =>
      note.seq < from ? [] : [{ seq: note.seq, line: { kind: 'note' as const, key: `note-${note.id}`, note } }],
    ),
  ].sort((a, b) => a.seq - b.seq)
  let told = 0
  let day = ''
  const tellUntil = (seq: number) => {
    for (; told < between.length && (between[told] as Between).seq < seq; told += 1) {
      lines.push((between[told] as Between).line)
    }
  }

  for (const message of messages) {
    tellUntil(message.seq)
    const date = new Date(message.createdAt)
    if (dayOf(date) !== day) {
      day = dayOf(date)
      lines.push({ kind: 'day', key: `day-${message.id}`, at: date })
    }
    const last = lines.at(-1)
    if (last?.kind === 'group' && belongsTo(last.messages, message)) last.messages.push(message)
    else lines.push({ kind: 'group', key: message.id, messages: [message] })
  }
  tellUntil(Number.POSITIVE_INFINITY)
  return lines
}

const nothingElse = { asides: [], notes: [], isWhole: true }

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
