import type { Asked } from '../../providers/index.ts'

/** What is embedded: models that tell them apart find more. */
export type EmbeddedAs = 'question' | 'passage'

/** Turns texts into vectors whose cosine says how near the texts are. */
export type Embedder = {
  /** Stored with each vector: only vectors of one model can be compared. */
  model: string
  /**
   * One vector for each text, in order; their length is the model's matter.
   * @param asked the question behind it, where there is one: its visitor's caps count.
   * @throws EmbeddingFailed, CapReached
   */
  embed(texts: readonly string[], as: EmbeddedAs, signal: AbortSignal, asked?: Asked | null): Promise<Float32Array[]>
}

/** The message is fit for the owner's eyes and holds no secret. */
export class EmbeddingFailed extends Error {
  override name = 'EmbeddingFailed'
  /** Of HTTP, where the endpoint refused. */
  readonly status: number | null

  constructor(message: string, more: { status?: number; cause?: unknown } = {}) {
    super(message, { cause: more.cause })
    this.status = more.status ?? null
  }
}
