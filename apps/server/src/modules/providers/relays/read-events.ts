import { StringDecoder } from 'node:string_decoder'
import { ProviderFailed } from '../types.ts'
import type { Wire } from './wire.ts'

const maxLineChars = 256 * 1024

/**
 * The events of a body, all that came with one network read together. Of Server-Sent Events only `data:` is looked at:
 * each of these formats repeats an event's name in it.
 */
export async function* readEvents(body: AsyncIterable<Buffer>, framing: Wire['framing']): AsyncGenerator<string[]> {
  const decoder = new StringDecoder('utf8')
  const dataOf = framing === 'sse' ? dataOfSse : dataOfNdjson
  let rest = ''
  for await (const chunk of body) {
    rest += decoder.write(chunk)
    const events: string[] = []
    let start = 0
    for (let end = rest.indexOf('\n'); end >= 0; end = rest.indexOf('\n', start)) {
      const data = dataOf(rest.slice(start, end))
      if (data) events.push(data)
      start = end + 1
    }
    rest = rest.slice(start)
    if (rest.length > maxLineChars) throw new ProviderFailed('the provider sent a line that is too long')
    if (events.length > 0) yield events
  }
  // The last line may lack its end.
  const last = dataOf(rest)
  if (last) yield [last]
}

const dataOfSse = (line: string) => (line.startsWith('data:') ? line.slice(5).trim() : '')
const dataOfNdjson = (line: string) => line.trim()
