/**
 * An event on its way to live streams. Encoded once, however many streams it goes to: a Server-Sent Event whose data is
 * the event as JSON, and whose id is its number or cursor, if it has one.
 */
export class LiveEvent<T extends { type: string } = { type: string }> {
  readonly event: T
  readonly #id: string | number | undefined
  #frame: Buffer | undefined

  constructor(event: T, id?: string | number) {
    this.event = event
    this.#id = id ?? (event as { seq?: number }).seq
  }

  get frame(): Buffer {
    const id = this.#id === undefined ? '' : `id: ${this.#id}\n`
    this.#frame ??= Buffer.from(`${id}event: ${this.event.type}\ndata: ${JSON.stringify(this.event)}\n\n`)
    return this.#frame
  }
}
