import type { AiModelKind, AiProviderKind, N8nSettings } from '@minichat/contracts'

/** What can stand in a workspace's chain. `builtin` needs no row: it always stands last. */
export type ProviderKind = AiProviderKind | 'builtin'

export type ChatTurn = { role: 'system' | 'user' | 'assistant'; content: string }

/** Where a question came from; what is spent on it is counted against each of these. */
export type Asked = {
  chatId: string
  answerId: string
  /** Of the visitor's message. */
  messageId: string
  visitorId: string
}

export type ModelCall = {
  workspaceId: string
  /** null when nobody's question stands behind the call, such as an owner's test. */
  asked: Asked | null
  purpose: 'answer' | 'rewrite' | 'rerank' | 'summary' | 'moderation' | 'embedding' | 'assist' | 'test'
  turns: ChatTurn[]
  maxOutputTokens: number
  signal: AbortSignal
}

export type ModelUsage = {
  inputTokens: number
  outputTokens: number
  /** The provider did not say; counted by the length of the texts. */
  isEstimated: boolean
  costMicroUsd: number
}

/** One model of a workspace's chain, ready to be called: key opened, address checked, breaker and metering inside. */
export type ModelProvider = {
  id: string
  kind: AiModelKind
  name: string
  model: string
  maxOutputTokens: number
  /** Yields text as it comes. Throws ProviderFailed; what was yielded before is then not a whole answer. */
  stream(call: ModelCall): AsyncGenerator<string, ModelUsage>
}

/** A workflow of n8n in a workspace's chain, ready to be asked. Whoever asks it uses its breaker. */
export type WorkflowLink = {
  kind: 'n8n'
  id: string
  workspaceId: string
  settings: N8nSettings
  /** @throws ProviderFailed when the stored secret cannot be opened. */
  openSecret: () => string | null
  breaker: Breaker
}

export type ChainLink = ModelProvider | WorkflowLink

/** Leaves out whoever keeps failing. */
export type Breaker = {
  /** @throws ProviderSkipped while it is open. */
  pass: () => Promise<void>
  onSuccess: () => Promise<void>
  onFailure: (failure: Pick<ProviderFailed, 'message' | 'isFault' | 'retryAfterMs'>) => Promise<void>
}

/** A provider could not be used. The message is fit for owners and holds no secret; it begins in lower case. */
export class ProviderFailed extends Error {
  override name = 'ProviderFailed'
  /** Whether the same call could succeed a moment later. */
  readonly isRetryable: boolean
  /** When the provider said that it would be there again. */
  readonly retryAfterMs: number | null
  /** Of HTTP, where it answered at all. */
  readonly status: number | null
  /** Whether the provider is to blame, so that its breaker counts it; a refusal by a cap or a wrong setting is not its fault. */
  readonly isFault: boolean

  constructor(
    reason: string,
    more: {
      isRetryable?: boolean
      retryAfterMs?: number | null
      status?: number | null
      isFault?: boolean
      cause?: unknown
    } = {},
  ) {
    super(reason.replaceAll('\0', ''), { cause: more.cause })
    this.isRetryable = more.isRetryable ?? false
    this.retryAfterMs = more.retryAfterMs ?? null
    this.status = more.status ?? null
    this.isFault = more.isFault ?? true
  }
}

/** It was not even asked: its breaker is open, or a cap stands in the way. */
export class ProviderSkipped extends ProviderFailed {
  override name = 'ProviderSkipped'

  constructor(reason: string) {
    super(reason, { isFault: false })
  }
}

/** Counts what calls cost, and refuses what would go over a cap. */
export type Meter = {
  /** Reserves an upper bound before the call, atomically against every cap. null: go on, nothing is counted. */
  reserve(call: {
    workspaceId: string
    asked: Asked | null
    providerId: string
    kind: ProviderKind
    model: string
    purpose: ModelCall['purpose']
    inputTokens: number
    maxOutputTokens: number
  }): Promise<Reservation | { refusedBy: CapScope } | null>
}

export type CapScope = 'visitor' | 'address' | 'day' | 'workspace'

export type Reservation = {
  settle(end: {
    outcome: 'done' | 'failed' | 'abandoned'
    inputTokens: number
    outputTokens: number
    isEstimated: boolean
    durationMs: number
    firstTokenMs: number | null
    status: number | null
  }): Promise<{ costMicroUsd: number }>
}
