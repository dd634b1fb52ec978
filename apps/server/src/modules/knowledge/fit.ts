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
  bias: -7.7,
  askedCoverage: 2.1,
  coverage: 3.3,
  focus: 3.5,
  titleMass: 2.2,
  mass: 2.1,
  titleKey: 0.7,
  missedKnown: 0.1,
  unknownShare: 0,
  missedMost: 0,
  missedUnknown: -0.8,
  missedThing: 0.2,
  missedAttribute: -1.1,
  kind: 1.1,
  otherKind: 0.1,
  sentence: -1.4,
  isPiece: -0.4,
  notForSale: -1,
  strongest: 0,
  several: 1.6,
  single: 1.2,
}

export const fitOf = (features: Features): number =>
  featureNames.reduce((sum, name) => sum + fitWeights[name] * features[name], fitWeights.bias)
