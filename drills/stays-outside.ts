import dns from 'node:dns'
import { createServer as createHttp } from 'node:http'
import { syncBuiltinESMExports } from 'node:module'
import { type AddressInfo, createServer, type Server } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { request } from 'undici'
import { createOutgoing } from '../apps/server/src/platform/outgoing/outgoing.ts'
import { addProvider } from '../apps/server/src/testing/ai-provider.ts'
import { createClient } from '../packages/client/src/index.ts'
import { makeDrillFolder } from './tools/data-folder.ts'
import type { Drill, DrillOptions, Outcome } from './tools/drill.ts'
import { signIn } from './tools/member.ts'
import { createOwnServer } from './tools/own-server.ts'
import { privateSpellings, rebindingNames } from './tools/private-addresses.ts'
import { withoutLimits } from './tools/without-limits.ts'

export const staysOutside: Drill = {
  name: 'stays-outside',
  number: 'R11',
  promise: 'Calls to addresses that customers give never reach the inside, however the address is written',
  longestMs: { full: 180_000, short: 180_000, sabotaged: 180_000 },
  sabotages: {
    'open-door': { says: 'an operator has allowed the inside', fault: 'connections inside' },
    'redirects-followed': { says: 'redirects are followed', fault: 'connections inside' },
  },
  run,
}

/**
 * An owner gives each spelling as the address of an AI provider, of a workflow, of a model that embeds and of a site to
 * read, and a visitor asks: a canary listens on the inside. Then a server that may be called redirects there, and names
 * change their address.
 */
async function run({ sabotage }: DrillOptions): Promise<Outcome> {
  const canary = await startCanary()
  const redirecting = await startRedirecting(canary.port)
  const { dataDir, remove } = await makeDrillFolder()
  const allowed = [`127.0.0.1:${redirecting.port}`]
  if (sabotage === 'open-door') allowed.push('127.0.0.1', 'localhost')
  const server = await createOwnServer({ ...withoutLimits, OUTGOING_ALLOW: allowed.join(',') }, { dataDir })
  await server.start()
  const { client, widgetKey } = await signIn(server.url)
  const visitor = createClient({ baseUrl: server.url })
  const outside = `http://127.0.0.1:${redirecting.port}/v1`
  const { id: providerId } = await addProvider(client, { baseUrl: outside })
  const { data: workflow } = await client.request('POST /api/v1/ai/providers', {
    body: { kind: 'n8n', name: 'Workflow', settings: { url: outside } },
  })
  /** Each place in which an address can be entered that is called later. */
  const places: Record<string, (address: string) => Promise<unknown>> = {
    provider: (baseUrl) =>
      client.request('PATCH /api/v1/ai/providers/:providerId', {
        params: { providerId },
        body: { baseUrl, apiKey: 'k' },
      }),
    workflow: (url) =>
      client.request('PATCH /api/v1/ai/providers/:providerId', {
        params: { providerId: workflow.id },
        body: { settings: { url } },
      }),
    site: (url) => client.request('POST /api/v1/knowledge/sites', { body: { kind: 'links', url, schedule: 'off' } }),
  }
  let asked = 0
  const faults = { 'connections inside': 0 }
  const details: string[] = []
  const answers = new Map<string, number>()

  async function attempt(baseUrl: string): Promise<void> {
    const before = canary.connections()
    let isCalled = false
    for (const [place, enter] of Object.entries(places)) {
      const answer = await enter(baseUrl).then(
        () => 'taken',
        (error: { code?: string }) => error.code ?? 'UNKNOWN',
      )
      count(`${place} ${answer}`)
      if (answer === 'taken' && place !== 'site') isCalled = true
    }
    if (isCalled) count(await askVisitor())
    if (canary.connections() > before) details.push(`reached by ${baseUrl}`)
  }
  const count = (answer: string) => answers.set(answer, (answers.get(answer) ?? 0) + 1)
  /** Sites are read in the background. */
  async function untilRead(): Promise<number> {
    for (const giveUpAt = performance.now() + 60_000; ; await sleep(200)) {
      const { data } = await client.request('GET /api/v1/knowledge/sites')
      if (data.every(({ status }) => status !== 'reading')) return data.length
      if (performance.now() > giveUpAt) throw new Error('The sites were not read to an end.')
    }
  }
  /** Refused with the reason, or called in vain. */
  async function tryEmbedding(baseUrl: string): Promise<void> {
    const body = { kind: 'openai', baseUrl, model: 'm', apiKey: 'k' } as const
    const answer = await client.request('PUT /api/v1/knowledge/embeddings', { body }).then(
      () => 'taken',
      (error: { code?: string }) => error.code ?? 'UNKNOWN',
    )
    count(`embedding ${answer}`)
  }
  /** What is accepted as an address is called for the next message. */
  async function askVisitor(): Promise<string> {
    const params = { widgetKey }
    const { data: session } = await visitor.request('POST /api/v1/visitor/:widgetKey/session', { params, body: {} })
    const body = { token: session.token, clientMessageId: `drill-outside-${(asked += 1)}`, text: 'Hello?' }
    const { data: message } = await visitor.request('POST /api/v1/visitor/:widgetKey/messages', { params, body })
    const giveUpAt = performance.now() + 40_000
    for (let after = message.seq; performance.now() < giveUpAt; ) {
      const query = { token: session.token, after, waitMs: 5000 }
      const { data } = await visitor.request('POST /api/v1/visitor/:widgetKey/poll', { params, body: query })
      for (const one of data.events) {
        if ('seq' in one) after = one.seq
        if (one.type !== 'message.created' || one.message.author.kind !== 'ai') continue
        return 'answered without it'
      }
    }
    throw new Error('There was no answer at all.')
  }
  const spellings = privateSpellings(canary.port)
  for (const address of spellings) await attempt(address)
  for (const address of [...spellings.filter((_, at) => at % 4 === 0), outside]) await tryEmbedding(address)
  await attempt(outside)
  const sites = await untilRead()
  const redirects = redirecting.requests()
  if (sabotage === 'redirects-followed') await fetch(`http://127.0.0.1:${redirecting.port}/`).catch(() => null)

  const names = await rebind(canary.port)
  faults['connections inside'] = canary.connections()
  const outcome = {
    faults,
    figures: {
      spellings: spellings.length,
      answers: [...answers].map(([code, count]) => `${code} ×${count}`).join(', '),
      'redirects to the inside': redirects,
      'sites read': sites,
      'names that change': names,
    },
    details,
  }
  await server.remove()
  await remove()
  await Promise.all([canary.close(), redirecting.close()])
  return outcome
}

/** Names whose address is another one at each look: public for whoever checks, private for whoever connects. */
async function rebind(port: number): Promise<number> {
  const original = dns.lookup
  const looks = new Map<string, number>()
  const fake = (name: string, options: { all?: boolean }, callback: (...result: unknown[]) => void) => {
    const turn = looks.get(name) ?? 0
    looks.set(name, turn + 1)
    const all = rebindingNames[name]?.(turn) ?? []
    setImmediate(() => (options.all ? callback(null, all) : callback(null, all[0]?.address, all[0]?.family)))
  }
  dns.lookup = fake as unknown as typeof dns.lookup
  syncBuiltinESMExports()
  const outgoing = createOutgoing([])
  try {
    for (const name of Object.keys(rebindingNames)) {
      const url = `http://${name}:${port}/`
      outgoing.check(url)
      for (let tries = 0; tries < 3; tries += 1) {
        await request(url, { dispatcher: outgoing.dispatcher, signal: AbortSignal.timeout(2000) }).then(
          ({ body }) => body.dump(),
          () => null,
        )
      }
    }
  } finally {
    dns.lookup = original
    syncBuiltinESMExports()
    await outgoing.close()
  }
  return Object.keys(rebindingNames).length
}

/** Listens on every address of this machine and counts who comes. */
async function startCanary() {
  let count = 0
  const onConnection = (socket: { destroy(): void }) => {
    count += 1
    socket.destroy()
  }
  const server: Server = createServer(onConnection)
  await new Promise<void>((resolve) => server.listen(0, '::', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    connections: () => count,
    close: async () => void server.close(),
  }
}

async function startRedirecting(port: number) {
  let count = 0
  const server = createHttp((_request, response) => {
    count += 1
    response.writeHead(307, { location: `http://127.0.0.1:${port}/v1/chat/completions` }).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    requests: () => count,
    close: async () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
