import { createHash, randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export const githubClient = { id: 'Iv1.test', secret: 'another secret' }

type Emails = { email: string; primary: boolean; verified: boolean }[]

/** As much of GitHub as signing in needs. */
export async function startFakeGithub() {
  let user = { id: 1, login: 'noi', name: 'Noi' as string | null }
  let emails: Emails = []
  const challenges = new Map<string, string>()
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '', 'http://github.test')
    const send = (status: number, data: object) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(data))
    let text = ''
    request.on('data', (part: Buffer) => (text += part.toString()))
    request.on('end', () => {
      if (url.pathname === '/login/oauth/authorize') {
        const code = randomUUID()
        challenges.set(code, url.searchParams.get('code_challenge') ?? '')
        const query = new URLSearchParams({ code, state: url.searchParams.get('state') ?? '' })
        return response.writeHead(302, { location: `${url.searchParams.get('redirect_uri')}?${query}` }).end()
      }
      if (url.pathname === '/login/oauth/access_token') {
        const body = new URLSearchParams(text)
        const proof = createHash('sha256')
          .update(body.get('code_verifier') ?? '')
          .digest('base64url')
        const isRight =
          body.get('client_secret') === githubClient.secret && challenges.get(body.get('code') ?? '') === proof
        // As the real one: a refusal is a 200.
        return send(
          200,
          isRight ? { access_token: 'gho_test', token_type: 'bearer' } : { error: 'bad_verification_code' },
        )
      }
      if (request.headers.authorization !== 'Bearer gho_test') return send(401, {})
      if (url.pathname === '/api/v3/user') return send(200, user)
      if (url.pathname === '/api/v3/user/emails') return send(200, emails)
      return send(404, {})
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    host,
    url: `http://${host}`,
    signInAs(someone: typeof user, addresses: Emails) {
      user = someone
      emails = addresses
    },
    async stop() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
