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
  bias: -8.4,
  askedCoverage: 2.2,
  coverage: 2.9,
  focus: 3,
  titleMass: 2.5,
  mass: 2.2,
  titleKey: 0.8,
  missedKnown: -0.1,
  missedUnknown: -1.6,
  unknownShare: -3.3,
  missedMost: 0.3,
  missedThing: -0.1,
  missedAttribute: -2.8,
  kind: 1.2,
  otherKind: 0.1,
  sentence: 1.8,
  isPiece: -2.2,
  notForSale: -2.7,
  strongest: 2.3,
  several: 1.6,
  single: 0.7,
}

export const fitOf = (features: Features): number =>
  featureNames.reduce((sum, name) => sum + fitWeights[name] * features[name], fitWeights.bias)
