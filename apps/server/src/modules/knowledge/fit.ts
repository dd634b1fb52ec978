/** What speaks for a passage as the answer to a question, and against it: each 0 to 1, but for `kind`. */
export const featureNames = [
  'askedCoverage',
  'coverage',
  'focus',
  'titleMass',
  'mass',
  'titleKey',
  'missedKnown',
  'missedUnknown',
  'unknownShare',
  'missedMost',
  'missedThing',
  'missedAttribute',
  'missedSought',
  'missedSubject',
  'onlyWhereOrWhen',
  'kind',
  'otherKind',
  'sentence',
  'isPiece',
  'notForSale',
  'strongest',
  'several',
  'single',
] as const

export type Features = Record<(typeof featureNames)[number], number>

/** Of a conditional logit (builtin-train.fixture.ts), rounded; the alternative 'none of them' has the fit 0. */
export const fitWeights: Features & { bias: number } = {
  bias: -8.3,
  askedCoverage: 2.3,
  coverage: 3,
  focus: 3,
  titleMass: 2.6,
  mass: 2.2,
  titleKey: 0.8,
  missedKnown: 0,
  missedUnknown: -1.6,
  unknownShare: -3.3,
  missedMost: 0.6,
  missedThing: 0.2,
  missedAttribute: -2.8,
  missedSought: -1.6,
  missedSubject: -5,
  onlyWhereOrWhen: -5,
  kind: 1.1,
  otherKind: 0.2,
  sentence: 1.9,
  isPiece: -2.2,
  notForSale: -2.7,
  strongest: 2.1,
  several: 1.5,
  // Raised by hand from 0.6: a question of one word is plain, and the sets hold few of them.
  single: 1.4,
}

export const fitOf = (features: Features): number =>
  featureNames.reduce((sum, name) => sum + fitWeights[name] * features[name], fitWeights.bias)
