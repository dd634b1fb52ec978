import { startFakeOpenAi } from '../../apps/server/src/testing/fake-openai.ts'

export type Reply = { chunk: (text: string) => void; finish: () => void }

const usualAnswers = {
  en: 'We are open from nine to five, Monday to Saturday.',
  th: 'เปิดวันจันทร์ถึงเสาร์ เก้าโมงถึงห้าโมงเย็นค่ะ',
}
const thaiLetters = /[\u0e00-\u0e7f]/

/** A model that answers at once, except where the test takes the pen: then it writes what it is given, when it is. */
export async function startPuppetModel() {
  const takers = new Map<string, (reply: Reply) => void>()
  const model = await startFakeOpenAi(({ request, response, chunk, finish }) => {
    // A stopped answer hangs up on the model.
    const whileOpen = (write: () => void) => {
      if (!response.destroyed) write()
    }
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
