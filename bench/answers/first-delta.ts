import { cookieJar } from '../../apps/server/src/testing/first-account.ts'
import { createDrillServer } from '../../drills/tools/drill-server.ts'
import { signIn } from '../../drills/tools/member.ts'
import { answerBy } from '../../drills/tools/provider-settings.ts'
import { type Figure, median } from '../figures.ts'
import { type FirstPiece, readAnswer } from './read-answer.ts'
import { startModel, startPortkey } from './sides.ts'
import { askAsVisitor } from './visitor-answer.ts'

const warmUps = 10
const rounds = 60

/**
 * P7: how much later a visitor sees the first piece than who calls the model server directly. Both count from the moment
 * in which the model server has the request. Portkey's is what asking through it takes longer than asking directly.
 */
export async function firstDeltaFigures(): Promise<Figure[]> {
  const model = await startModel()
  const portkey = await startPortkey(model.url)
  const server = await createDrillServer({ OUTGOING_ALLOW: new URL(model.url).host })
  try {
    await server.start()
    const owner = await signIn(server.url, cookieJar())
    await answerBy(owner.client, { kind: 'compatible', baseUrl: `${model.url}/v1` })
    const sides = {
      direct: () => readAnswer(`${model.url}/v1/chat/completions`),
      ours: () => askAsVisitor(server.url, owner.widgetKey),
      portkey: () => readAnswer(portkey.url, portkey.headers),
    }
    const found: Record<keyof typeof sides, FirstPiece[]> = { direct: [], ours: [], portkey: [] }
    for (let round = -warmUps; round < rounds; round += 1)
      for (const name of Object.keys(sides) as (keyof typeof sides)[]) {
        const piece = await sides[name]()
        if (round >= 0) found[name].push(piece)
      }
    const sinceArrival = (name: keyof typeof sides) => median(found[name].map((one) => one.sinceArrival))
    const sincePost = (name: keyof typeof sides) => median(found[name].map((one) => one.sincePost))
    const addedByUs = sinceArrival('ours') - sinceArrival('direct')
    const addedByPortkey = sincePost('portkey') - sincePost('direct')
    const fromPost = `POST → first delta ${sincePost('ours').toFixed(1)} ms, direct ${sincePost('direct').toFixed(1)} ms`
    return [
      {
        id: 'P7',
        measure: `added between provider call and first delta (${fromPost})`,
        value: addedByUs,
        unit: 'ms',
        reach: 5,
        goal: 2,
      },
      {
        id: 'P7',
        measure: `the same against what @portkey-ai/gateway adds (${addedByPortkey.toFixed(1)} ms)`,
        value: addedByUs / addedByPortkey,
        unit: '×',
        reach: 0.1,
        goal: 0.04,
      },
    ]
  } finally {
    await server.remove()
    await portkey.stop()
    await model.stop()
  }
}
