import { useText } from '../../lib/text.ts'
import { kindText } from '../ai/kinds.text.ts'
import { traceText } from './trace.text.ts'

/** Who answers, as people call it. */
export function useResponderName(): (responder: string) => string {
  const text = useText(traceText)
  const kinds: Record<string, string> = useText(kindText)
  return (responder) => (responder === 'builtin' ? text.builtin : (kinds[responder] ?? responder))
}
