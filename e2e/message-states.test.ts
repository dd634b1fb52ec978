import { afterAll, beforeAll, test } from 'vitest'
import { makeOwner, openPlay, plainVariant } from './states/play.ts'
import { scenes } from './states/scenes.ts'
import { startForeignSite } from './tools/foreign-site.ts'
import { startPuppetModel } from './tools/puppet-model.ts'
import { useStage } from './tools/stage.ts'

const model = await startPuppetModel()
const site = await startForeignSite()
const stage = useStage(() => ({ OUTGOING_ALLOW: model.host }))
let owner: Awaited<ReturnType<typeof makeOwner>>

beforeAll(async () => {
  owner = await makeOwner(stage.url(), stage.product().setupToken(), model)
})
afterAll(async () => {
  await site.stop()
  await model.stop()
})

for (const [name, act] of Object.entries(scenes)) {
  test(name, async () => {
    const { newContext } = stage
    await act(await openPlay({ url: stage.url(), owner, model, site, newContext }, plainVariant))
  })
}
