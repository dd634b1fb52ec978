import type { AiModelKind } from '@minichat/contracts'
import type { Timeouts } from './relays/watchdog.ts'
import { wires } from './relays/wires.ts'

/** What a provider is called with, but for its key. */
export type ProviderSettings = {
  id: string
  kind: AiModelKind
  name: string
  model: string
  /** '': the kind's own. */
  baseUrl: string
  maxOutputTokens: number
  timeouts: Timeouts
}

export const baseUrlOf = ({ kind, baseUrl }: Pick<ProviderSettings, 'kind' | 'baseUrl'>) =>
  (baseUrl || wires[kind].defaultBaseUrl).replace(/\/+$/, '')
