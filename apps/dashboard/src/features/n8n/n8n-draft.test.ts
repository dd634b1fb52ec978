import { expect, test } from 'vitest'
import { authKindsOf, draftOf, emptyDraft, fitsStored, problemsOf, settingsOf } from './n8n-draft.ts'

const draft = { ...emptyDraft, url: ' https://n8n.example.com/webhook/shop ' }

test('a draft is sent with what its authentication needs, and nothing else', () => {
  expect(problemsOf(draft)).toEqual({})
  expect(
    settingsOf({
      ...draft,
      auth: 'header',
      headerName: ' X-Shop ',
      userName: 'left over',
      heartbeatEn: ' One moment… ',
      attributes: 'plan, ,shop.size',
    }),
  ).toEqual({
    url: 'https://n8n.example.com/webhook/shop',
    trigger: 'chat',
    mode: 'wait',
    auth: { kind: 'header', name: 'X-Shop' },
    timeoutMs: 60_000,
    heartbeat: { en: 'One moment…', th: '' },
    attributes: ['plan', 'shop.size'],
  })
})

test('what is missing is said of the field that misses it', () => {
  expect(problemsOf({ ...draft, url: '' })).toEqual({ url: 'required' })
  expect(problemsOf({ ...draft, url: 'ftp://n8n' })).toEqual({ url: 'address' })
  expect(problemsOf({ ...draft, url: 'https://n8n.example.com/webhook-test/shop' })).toEqual({ url: 'testAddress' })
  expect(problemsOf({ ...draft, auth: 'basic' })).toEqual({ userName: 'required', secret: 'required' })
  expect(problemsOf({ ...draft, timeoutSeconds: Number.NaN })).toEqual({ timeoutSeconds: 'seconds' })
  expect(problemsOf({ ...draft, timeoutSeconds: 901 })).toEqual({ timeoutSeconds: 'seconds' })
  expect(problemsOf({ ...draft, attributes: 'plan, 2nd' })).toEqual({ attributes: 'attributeNames' })
})

test('a stored secret is kept for its own server and authentication, and asked for again elsewhere', () => {
  const settings = {
    url: 'https://n8n.example.com/webhook/shop',
    trigger: 'webhook' as const,
    mode: 'async' as const,
    auth: { kind: 'header' as const, name: 'X-Shop' },
    timeoutMs: 300_000,
    heartbeat: { en: 'Wait', th: 'รอสักครู่' },
    attributes: ['plan', 'size'],
  }
  const stored = { hasSecret: true, settings }
  const asStored = draftOf(stored)
  expect(settingsOf(asStored)).toEqual(settings)
  expect(problemsOf(asStored, stored)).toEqual({})
  expect(problemsOf(asStored, { ...stored, hasSecret: false })).toEqual({ secret: 'required' })
  expect(fitsStored({ ...asStored, url: 'https://n8n.example.com/webhook/other' }, stored)).toBe(true)
  expect(problemsOf({ ...asStored, url: 'https://elsewhere.example.com/x' }, stored)).toEqual({ secret: 'required' })
  expect(problemsOf({ ...asStored, auth: 'jwt' }, stored)).toEqual({ secret: 'required' })
})

test('a Chat Trigger is offered no authentication that it does not know', () => {
  expect(authKindsOf('chat')).toEqual(['none', 'basic'])
  expect(authKindsOf('webhook')).toContain('jwt')
})
