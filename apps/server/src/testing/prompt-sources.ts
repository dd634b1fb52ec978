import type { FakeRequest } from './fake-openai.ts'

export type PromptSource = { number: number; title: string; text: string }

/** The sources that a model was given, read from its prompt as a model reads them. */
export function sourcesIn({ body }: Pick<FakeRequest, 'body'>): PromptSource[] {
  const system = body.messages[0]?.content ?? ''
  const pattern = /<source-[0-9a-f]+ number="(\d+)" title="([^"]*)">\n([\s\S]*?)\n<\/source-/g
  return Array.from(system.matchAll(pattern), ([, number, title = '', text = '']) => ({
    number: Number(number),
    title,
    text,
  }))
}

/** The mark that only the instructions hold. */
export const markIn = ({ body }: Pick<FakeRequest, 'body'>): string =>
  /<(?:source|message)-([0-9a-f]{16})/.exec(body.messages[0]?.content ?? '')?.[1] ?? ''
