import type { AiModelKind } from '@minichat/contracts'
import { anthropic } from './anthropic.ts'
import { google } from './google.ts'
import { ollama } from './ollama.ts'
import { compatible, openAiChat } from './openai-chat.ts'
import { openAiResponses } from './openai-responses.ts'
import type { Wire } from './wire.ts'

export const wires: Record<AiModelKind, Wire> = {
  openai: openAiChat,
  'openai-responses': openAiResponses,
  anthropic,
  google,
  compatible,
  ollama,
}
