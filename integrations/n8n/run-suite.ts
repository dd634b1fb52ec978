import { parseArgs } from 'node:util'
import { createClient } from '@minichat/client'
import { suite, suiteQuestion } from './suite.ts'

/** Asks a running MiniChat to ask a real n8n, case by case. See README.md for how both are set up. */
const { values } = parseArgs({
  options: {
    minichat: { type: 'string', default: 'http://127.0.0.1:3000' },
    key: { type: 'string' },
    n8n: { type: 'string', default: 'http://127.0.0.1:5678' },
  },
})
if (!values.key) {
  console.error('Give the API key of a workspace, with the scope admin: --key mc_…')
  process.exit(1)
}
const authorization = `Bearer ${values.key}`
const client = createClient({
  baseUrl: values.minichat,
  workspaceId: () => null,
  fetch: (input, init) => fetch(input, { ...init, headers: { ...(init?.headers as object), authorization } }),
})

let failed = 0
for (const { says, path, settings, secret, check } of suite) {
  const { data } = await client.request('POST /api/v1/n8n/try', {
    body: {
      settings: { ...settings, url: `${values.n8n}/webhook/${path}` },
      ...(secret && { secret }),
      question: suiteQuestion,
      locale: 'th',
    },
  })
  const wrong = check(data)
  console.log(`${wrong ? 'FAILED' : 'ok    '} ${says} (${data.durationMs} ms)${wrong ? `: ${wrong}` : ''}`)
  if (wrong) failed += 1
}
console.log(`\n${suite.length - failed} of ${suite.length} passed`)
process.exit(failed === 0 ? 0 : 1)
