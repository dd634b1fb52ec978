import type { AiModelKind, AiProviderKind } from '@minichat/contracts'

/** In the order in which they are offered. `own`: it stands wherever its owner put it, so it needs an address. */
const modelKinds: { kind: AiModelKind; isOwn: boolean }[] = [
  { kind: 'openai', isOwn: false },
  { kind: 'openai-responses', isOwn: false },
  { kind: 'anthropic', isOwn: false },
  { kind: 'google', isOwn: false },
  { kind: 'compatible', isOwn: true },
  { kind: 'ollama', isOwn: true },
]

/** All that can be added. */
export const offeredKinds: AiProviderKind[] = [...modelKinds.map(({ kind }) => kind), 'n8n']

/** An example of an address, where one has to be written. */
export const addressExample: Partial<Record<AiModelKind, string>> = {
  compatible: 'http://models.example.com:8000/v1',
  ollama: 'http://models.example.com:11434',
}

export const isOwn = (kind: AiModelKind) => modelKinds.some((one) => one.kind === kind && one.isOwn)
