import type { Profile } from '@minichat/widget'
import { subjectOf } from './person.ts'

/** What a page has called in a wrong way. The message names what is wrong; it never leaves the loader. */
export class Misuse extends Error {}

export function need(isRight: unknown, what: unknown): asserts isRight {
  if (!isRight) throw new Misuse(`${what}`)
}

const isText = (value: unknown, maxLength = 200): value is string =>
  typeof value === 'string' && value.length <= maxLength

/** @returns its entries. */
export function needObject(value: unknown): [string, unknown][] {
  need(value && typeof value === 'object', value)
  return Object.entries(value)
}

export function needName(name: unknown): asserts name is string {
  need(isText(name, 80) && name.trim(), name)
}

/** Properties, and attributes but for their null: as the server takes them. */
export function needFacts(facts: unknown, mayBeNull = false): void {
  for (const [name, value] of needObject(facts)) {
    const isFact =
      isText(value) || Number.isFinite(value) || typeof value === 'boolean' || (mayBeNull && value === null)
    need(isFact && /^[a-z][\w.-]{0,39}$/i.test(name), name)
  }
}

export function needProfile(profile: unknown): asserts profile is Profile {
  for (const [name, value] of needObject(profile)) {
    if (name === 'attributes') needFacts(value, true)
    else if (name === 'token') need(subjectOf(value), name)
    else if (name === 'userId') need(value && (isText(value) || Number.isFinite(value)), name)
    else need(/^(name|email|phone)$/.test(name) && (value === null || isText(value)), name)
  }
}
