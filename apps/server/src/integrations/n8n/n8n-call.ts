import type { N8nSettings } from '@minichat/contracts'
import type { Outgoing } from '../../platform/outgoing/outgoing.ts'

/** A workflow, ready to be asked: secrets open. */
export type N8nEndpoint = {
  workspaceId: string
  /** The link of the chain. */
  linkId: string
  settings: N8nSettings
  /** Password, header value or key of the JWT; null for none. */
  secret: string | null
  /** Signs what is sent; null: nothing is signed. */
  signingSecret: string | null
}

/** What is asked: the same for every try. */
export type N8nQuestion = {
  /** The same for one answer, however often it is asked for. */
  idempotencyKey: string
  messageId: string
  /** Which conversation of n8n's memory it belongs to. */
  sessionId: string
  text: string
  metadata: Record<string, unknown>
}

/** For whoever wants to see the exchange. */
export type Watch = {
  onRequest?: (request: { url: string; headers: Record<string, string>; body: string }) => void
  onResponse?: (response: { status: number; contentType: string }) => void
  onBody?: (chunk: Buffer) => void
}

/** A call that is being counted. Only its first end counts. */
export type CountedCall = {
  onText: (piece: string) => void
  /** @param error why it failed. */
  end: (outcome: 'done' | 'failed' | 'abandoned', error?: unknown) => Promise<void>
}

export type CallDeps = {
  outgoing: Outgoing
  nowMs: () => number
  /** Begins to count one try. @throws CapReached. */
  count: () => Promise<CountedCall>
  watch?: Watch
}

/** In the shape that both a Chat Trigger and a Webhook node are asked in. */
export const bodyOf = ({ sessionId, text, metadata }: N8nQuestion): string =>
  JSON.stringify({ action: 'sendMessage', sessionId, chatInput: text, metadata })
