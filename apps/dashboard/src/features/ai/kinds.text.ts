import type { AiProviderKind } from '@minichat/contracts'
import { defineText } from '../../lib/text.ts'

export const kindText = defineText({
  en: {
    openai: 'OpenAI',
    'openai-responses': 'OpenAI (Responses)',
    anthropic: 'Anthropic',
    google: 'Google Gemini',
    compatible: 'OpenAI-compatible endpoint',
    ollama: 'Ollama',
    n8n: 'n8n workflow',
  } satisfies Record<AiProviderKind, string>,
  th: {
    openai: 'OpenAI',
    'openai-responses': 'OpenAI (Responses)',
    anthropic: 'Anthropic',
    google: 'Google Gemini',
    compatible: 'ปลายทางที่เข้ากับ OpenAI',
    ollama: 'Ollama',
    n8n: 'เวิร์กโฟลว์ n8n',
  },
})
