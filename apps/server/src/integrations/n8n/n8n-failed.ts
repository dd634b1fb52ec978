import type { N8nProblem } from '@minichat/contracts'
import { ResponderFailed } from '../../modules/answering/index.ts'

/** Settings that are wrong, and workflows that say so themselves, are no sign of an n8n that is down. */
const nobodysFault = new Set<N8nProblem>(['address', 'no-secret', 'no-signing-secret', 'said-error', 'too-long'])

/** A workflow gave no answer. The message is fit for the owner's eyes; visitors never see it. */
export class N8nFailed extends ResponderFailed {
  override name = 'N8nFailed'
  readonly problem: N8nProblem
  /** Whether the workflow has certainly not begun, so that asking once more does nothing twice. */
  readonly isRetryable: boolean
  readonly retryAfterMs: number | null
  /** Of HTTP, where n8n refused by it. */
  readonly status: number | null
  /** Whether n8n is to blame, so that its breaker counts it. */
  readonly isFault: boolean

  constructor(
    problem: N8nProblem,
    message: string,
    more: { cause?: unknown; isRetryable?: boolean; retryAfterMs?: number | null; status?: number } = {},
  ) {
    super(message, { cause: more.cause })
    this.problem = problem
    this.isRetryable = more.isRetryable ?? false
    this.retryAfterMs = more.retryAfterMs ?? null
    this.status = more.status ?? null
    this.isFault = !nobodysFault.has(problem)
  }
}
