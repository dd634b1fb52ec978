/**
 * Reads Server-Sent Events from an open response and yields the parsed JSON of each `data:`.
 * Comments (heartbeats) are reported through `onActivity` only. Ends when the server ends the stream;
 * throws when the connection breaks or nothing at all comes for `silenceMs`: the server says something every 10 s.
 */
export async function* readEventStream<T>(
  response: Response,
  { onActivity, silenceMs = 25_000 }: { onActivity?: () => void; silenceMs?: number } = {},
): AsyncGenerator<T> {
  if (!response.body) return
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
  let buffer = ''
  try {
    while (true) {
      const { done, value } = await withinSilence(reader.read(), silenceMs)
      if (done) return
      onActivity?.()
      buffer += value
      let end = buffer.indexOf('\n\n')
      while (end >= 0) {
        const data = dataOf(buffer.slice(0, end))
        buffer = buffer.slice(end + 2)
        if (data !== null) yield JSON.parse(data) as T
        end = buffer.indexOf('\n\n')
      }
    }
  } finally {
    reader.cancel().catch(() => {})
  }
}

function dataOf(block: string): string | null {
  const lines = block.split('\n').filter((line) => line.startsWith('data:'))
  return lines.length > 0 ? lines.map((line) => line.slice(line.startsWith('data: ') ? 6 : 5)).join('\n') : null
}

function withinSilence<T>(promise: Promise<T>, silenceMs: number): Promise<T> {
  let timer: ReturnType<typeof setTimeout>
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`Nothing came for ${silenceMs} ms.`)), silenceMs)
  })
  return Promise.race([promise, silence]).finally(() => clearTimeout(timer))
}
