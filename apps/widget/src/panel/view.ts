import type { ChatChange, ChatState, ErrorCode, Marks, Message, RunningAnswer } from '@minichat/contracts'

/** Why a call did not work: a code of the server, or that it could not be reached. */
export type Problem = ErrorCode | 'UNREACHABLE'

/** What waits to be sent, as the device keeps it. */
export type Entry = {
  clientMessageId: string
  text: string
  createdAt: string
  /** Rises over all tabs: a clock that is set back changes no order. */
  place: number
}

/** A message that the server has not acknowledged yet. */
export type Pending = Entry & { problem: Problem | null }

/** Something that happened between the messages, told in one line. */
export type Notice = {
  kind: ChatChange['type'] extends `chat.${infer Kind}` ? Kind : never
  /** Its place among the messages; each number stands for one thing that happened. */
  seq: number
  name: string | null
}

/** One chat as it stands: its messages and what happened between them. */
export type Chapter = { messages: Message[]; notices: Notice[] }

export type View = Chapter & {
  phase: 'starting' | 'ready' | 'failed' | 'locked'
  /** This device has chatted before: until the session is there, its history is on the way. */
  expectsHistory: boolean
  /** null before the first message: nothing is stored until then. */
  chatId: string | null
  chat: ChatState
  marks: Marks
  /** What the visitor said of the chat. */
  rating: number | null
  lastSeq: number
  olderCursor: string | null
  older: 'idle' | 'loading' | 'failed'
  /** Chats that ended while this page showed them. */
  past: Chapter[]
  pending: Pending[]
  /** `ended`: its stored message is on the way; kept until then, so that nothing flickers. `note`: why it takes long. */
  answer: (RunningAnswer & { ended: boolean; note?: string }) | null
  /** A message of the visitor waits for the AI to begin. */
  awaiting: boolean
  /** A member is writing. */
  typing: { name: string | null } | null
  /** Whether any member is there. */
  memberOnline: boolean
  /** Outside the office hours: when the team is there again. */
  backAt: string | null
  /** Of a visitor who waits for a person, in the queue from 1. */
  place: number | null
  online: boolean
  /** The live connection is down for longer than a moment. */
  disconnected: boolean
}

/** What is known of a chat before the server has said anything about it. */
export const newChat: ChatState = {
  status: 'open',
  handledBy: 'ai',
  memberId: null,
  memberName: null,
  epoch: 0,
  personRequestedAt: null,
}

export const newMarks: Marks = { visitorDeliveredSeq: 0, visitorReadSeq: 0, memberDeliveredSeq: 0, memberReadSeq: 0 }

export const emptyView: View = {
  phase: 'starting',
  expectsHistory: false,
  chatId: null,
  chat: newChat,
  marks: newMarks,
  rating: null,
  messages: [],
  notices: [],
  lastSeq: 0,
  olderCursor: null,
  older: 'idle',
  past: [],
  pending: [],
  answer: null,
  awaiting: false,
  typing: null,
  memberOnline: false,
  backAt: null,
  place: null,
  online: true,
  disconnected: false,
}
