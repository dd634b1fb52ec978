import { analyse, gramsOf, hashOf } from '../../platform/text/index.ts'

/** What a question is compared by: its words by meaning, and pieces of them. Hashed, as they are kept. */
export type Features = number[]

/** Marks that part the two in one list. */
const wordMark = 'w:'
const pieceMark = 'p:'
const alikeFrom = 0.6

/** Words that say nothing about what is asked are left out, unless there are no others. */
export function featuresOf(question: string): Features {
  const units = analyse(question, { correcting: true })
  const telling = units.filter(({ kind }) => kind === 'content' || kind === 'number' || kind === 'common')
  const words = (telling.length > 0 ? telling : units).map(({ concepts, word }) => concepts[0] ?? word)
  return [...new Set([...words.map((word) => wordMark + word), ...gramsOf(question).map((piece) => pieceMark + piece)])]
    .map(kindedHash)
    .sort((a, b) => a - b)
}

/** Words get even numbers, pieces odd ones, so that each can be counted alone. */
const kindedHash = (feature: string) => (hashOf(feature) & ~1) | (feature.startsWith(pieceMark) ? 1 : 0)
const isPiece = (feature: number) => (feature & 1) === 1

/** 0 to 1: how much two questions are alike, by words or by pieces, whichever sees more in common. */
export function likeness(one: Features, other: Features): number {
  const words = (features: Features) => features.filter((feature) => !isPiece(feature))
  const pieces = (features: Features) => features.filter(isPiece)
  return Math.max(overlap(words(one), words(other)), overlap(pieces(one), pieces(other)))
}

function overlap(one: number[], other: number[]): number {
  if (one.length === 0 || other.length === 0) return 0
  const held = new Set(other)
  return (2 * one.filter((feature) => held.has(feature)).length) / (one.length + other.length)
}

/** The one that is most alike, where one is alike enough. */
export function mostAlike<T extends { terms: Features }>(features: Features, groups: readonly T[]): T | undefined {
  const rated = groups.map((group) => ({ group, score: likeness(features, group.terms) }))
  const best = rated.reduce<(typeof rated)[number] | undefined>(
    (top, one) => (one.score > (top?.score ?? 0) ? one : top),
    undefined,
  )
  return best && best.score >= alikeFrom ? best.group : undefined
}
