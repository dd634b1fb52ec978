import { expect, test } from 'vitest'
import { authKindsOf, emptyDraft, problemsOf, settingsOf } from './n8n-draft.ts'

const draft = { ...emptyDraft, url: ' https://n8n.example.com/webhook/shop ' }

test('a draft is sent with what its authentication needs, and nothing else', () => {
  expect(problemsOf(draft)).toEqual({})
  expect(settingsOf({ ...draft, auth: 'header', headerName: ' X-Shop ', userName: 'left over' })).toEqual({
    url: 'https://n8n.example.com/webhook/shop',
    trigger: 'chat',
    mode: 'wait',
    auth: { kind: 'header', name: 'X-Shop' },
    timeoutMs: 60_000,
  })
})

test('what is missing is said of the field that misses it', () => {
  expect(problemsOf({ ...draft, url: '' })).toEqual({ url: 'required' })
  expect(problemsOf({ ...draft, url: 'ftp://n8n' })).toEqual({ url: 'address' })
  expect(problemsOf({ ...draft, url: 'https://n8n.example.com/webhook-test/shop' })).toEqual({ url: 'testAddress' })
  expect(problemsOf({ ...draft, auth: 'basic' })).toEqual({ userName: 'required', secret: 'required' })
  expect(problemsOf({ ...draft, timeoutSeconds: Number.NaN })).toEqual({ timeoutSeconds: 'seconds' })
  expect(problemsOf({ ...draft, timeoutSeconds: 901 })).toEqual({ timeoutSeconds: 'seconds' })
})

test('a Chat Trigger is offered no authentication that it does not know', () => {
  expect(authKindsOf('chat')).toEqual(['none', 'basic'])
  expect(authKindsOf('webhook')).toContain('jwt')
})
