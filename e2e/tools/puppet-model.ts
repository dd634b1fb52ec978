import { startFakeOpenAi } from '../../apps/server/src/testing/fake-openai.ts'

export type Reply = { chunk: (text: string) => void; finish: () => void }

const usualAnswers = {
  en: 'Would you like to come on a weekday, or on a Saturday?',
  th: 'สะดวกมาวันธรรมดาหรือวันเสาร์คะ?',
}
const thaiLetters = /[\u0e00-\u0e7f]/

/**
 * A model that answers at once, except where the test takes the pen: then it writes what it is given, when it is.
 * What it says asks something, as what it stated would need a source.
 */
export async function startPuppetModel() {
  const takers = new Map<string, (reply: Reply) => void>()
  const model = await startFakeOpenAi(({ request, response, chunk, finish }) => {
    // A stopped answer hangs up on the model.
    const whileOpen = (write: () => void) => {
      if (!response.destroyed) write()
    }
    const [{ content: rules } = { content: '' }] = request.body.messages
    // A follow-up that is to be written out first is left as it is.
    if (!rules.startsWith('You answer visitors')) return finish()
    const asked = request.body.messages.at(-1)?.content ?? ''
    const question = [...takers.keys()].find((one) => asked.includes(one))
    const taker = takers.get(question ?? '')
    takers.delete(question ?? '')
    if (taker) return taker({ chunk: (text) => whileOpen(() => chunk(text)), finish: () => whileOpen(finish) })
    chunk(usualAnswers[thaiLetters.test(asked) ? 'th' : 'en'])
    finish()
  })
  return {
    host: model.host,
    stop: model.stop,
    baseUrl: model.baseUrl,
    /** Takes the next answer to a question. */
    next: (question: string) => new Promise<Reply>((resolve) => takers.set(question, resolve)),
  }
}
