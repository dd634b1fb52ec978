/** What is embedded: models that tell them apart find more. */
export type EmbeddedAs = 'question' | 'passage'

/** Turns texts into vectors whose cosine says how near the texts are. */
export type Embedder = {
  /** Stored with each vector: only vectors of one model can be compared. */
  model: string
  /**
   * One vector for each text, in order; their length is the model's matter.
   * @throws EmbeddingFailed
   */
  embed(texts: readonly string[], as: EmbeddedAs, signal: AbortSignal): Promise<Float32Array[]>
}

/** The message is fit for the owner's eyes and holds no secret. */
export class EmbeddingFailed extends Error {
  override name = 'EmbeddingFailed'
}
