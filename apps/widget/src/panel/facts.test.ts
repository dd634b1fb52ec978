import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { CallError } from './api.ts'
import { createFacts } from './facts.ts'
import type { Place } from './place.ts'
import { createTimers } from './timers.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function given(failures: CallError[] = []) {
  const told: unknown[] = []
  const places: Place[] = []
  const state: { hasChat: boolean; isAway: boolean } & Place = {
    hasChat: false,
    isAway: false,
    pageUrl: 'https://shop.example/',
    consent: undefined,
  }
  const take = async (fact: unknown) => {
    const failure = failures.shift()
    if (failure) throw failure
    told.push(fact)
  }
  const timers = createTimers(new AbortController().signal)
  const takePlace = async (place: Place) => {
    if (state.isAway) throw new CallError('UNREACHABLE')
    places.push(place)
  }
  const facts = createFacts({
    timers,
    hasChat: () => state.hasChat,
    place: () => ({ pageUrl: state.pageUrl, consent: state.consent }),
    call: ((action: string, body: Place) => (action === 'whereabouts' ? takePlace(body) : take(body))) as never,
  })
  return { facts, told, places, state }
}

test('what the page tells waits for a chat, the profile in one piece and the rest in order', async () => {
  const { facts, told, state } = given()
  facts.identify({ name: 'Somchai', attributes: { plan: 'pro' } })
  facts.identify({ email: 's@example.com', attributes: { city: 'Chiang Mai' } })
  facts.track('opened')
  facts.track('bought', { total: 1250 })
  expect(told).toEqual([])
  state.hasChat = true
  await facts.tell()
  expect(told).toEqual([
    { name: 'Somchai', email: 's@example.com', attributes: { plan: 'pro', city: 'Chiang Mai' } },
    { name: 'opened', properties: {} },
    { name: 'bought', properties: { total: 1250 } },
  ])
  await facts.tell()
  expect(told).toHaveLength(3)
})

test('no more than fifty are held, the newest', async () => {
  const { facts, told, state } = given()
  for (let at = 0; at < 60; at += 1) facts.track(`event ${at}`)
  state.hasChat = true
  await facts.tell()
  expect(told).toHaveLength(50)
  expect(told[0]).toEqual({ name: 'event 10', properties: {} })
})

test('a failure that passes is tried again; what is refused is dropped', async () => {
  const { facts, told, state } = given([new CallError('UNREACHABLE'), new CallError('VALIDATION_ERROR', 400)])
  state.hasChat = true
  facts.track('refused at the second try')
  facts.track('taken')
  await vi.advanceTimersByTimeAsync(20_000)
  expect(told).toEqual([{ name: 'taken', properties: {} }])
})

test('nothing of it reaches the next visitor', async () => {
  const { facts, told, state } = given()
  facts.identify({ name: 'Somchai' })
  facts.track('opened')
  facts.forget()
  facts.identify({ attributes: {} })
  state.hasChat = true
  await facts.tell()
  expect(told).toEqual([])
})

test('where the visitor is is told once there is a chat, and again when page or consent changed or nobody heard it', async () => {
  const { facts, places, told, state } = given()
  await facts.tell()
  expect(places).toEqual([])
  state.hasChat = true
  await facts.tell()
  await facts.tell()
  expect(places).toEqual([{ pageUrl: 'https://shop.example/', consent: undefined }])
  state.pageUrl = 'https://shop.example/cups'
  await facts.tell()
  expect(places.slice(1)).toEqual([{ pageUrl: 'https://shop.example/cups', consent: undefined }])
  state.pageUrl = 'https://shop.example/bowls'
  const telling = facts.tell()
  Object.assign(state, { pageUrl: undefined, consent: false, isAway: true })
  facts.track('said meanwhile')
  await telling
  expect(told).toEqual([{ name: 'said meanwhile', properties: {} }])
  expect(places).toHaveLength(3)
  state.isAway = false
  await vi.advanceTimersByTimeAsync(20_000)
  expect(places.slice(3)).toEqual([{ pageUrl: undefined, consent: false }])
  facts.forget()
  await facts.tell()
  expect(places).toHaveLength(5)
})
