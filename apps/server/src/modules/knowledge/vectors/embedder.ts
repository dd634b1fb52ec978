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
   * @throws ProviderFailed, CapReached
   */
  embed(texts: readonly string[], as: EmbeddedAs, signal: AbortSignal, asked?: Asked | null): Promise<Float32Array[]>
}
