/**
 * Takes text of an event stream as it comes, cut anywhere, and gives the JSON of each event's `data:` lines.
 * Comments (the server's pings) and other fields are left out; what is not JSON is dropped.
 */
export function createEventParser<T>(): (chunk: string) => T[] {
  let rest = ''
  return (chunk) => {
    const events: T[] = []
    // A carriage return at the very end may belong to a line feed still on its way.
    const text = rest + chunk
    const held = text.endsWith('\r') ? '\r' : ''
    const blocks = text
      .slice(0, text.length - held.length)
      .replace(/\r\n?/g, '\n')
      .split('\n\n')
    rest = (blocks.pop() ?? '') + held
    for (const block of blocks) {
      const data = dataOf(block)
      if (data === null) continue
      try {
        events.push(JSON.parse(data) as T)
      } catch {}
    }
    return events
  }
}

function dataOf(block: string): string | null {
  const lines = block.split('\n').filter((line) => line.startsWith('data:'))
  return lines.length > 0 ? lines.map((line) => line.slice(5).replace(/^ /, '')).join('\n') : null
}
