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
  'missedThing',
  'missedAttribute',
  'kind',
  'otherKind',
  'sentence',
  'isPiece',
  'notForSale',
  'several',
  'single',
] as const

export type Features = Record<(typeof featureNames)[number], number>

/** Of a conditional logit (builtin-train.fixture.ts), rounded; the alternative 'none of them' has the fit 0. */
export const fitWeights: Features & { bias: number } = {
  bias: -5,
  askedCoverage: 3,
  coverage: 1,
  focus: 3,
  titleMass: 2,
  mass: 1,
  titleKey: 1,
  missedKnown: -1,
  missedUnknown: -2,
  missedThing: -1,
  missedAttribute: -2,
  kind: 0.5,
  otherKind: -0.5,
  sentence: 1,
  isPiece: -0.5,
  notForSale: -4,
  several: 1,
  single: 0,
}

export const fitOf = (features: Features): number =>
  featureNames.reduce((sum, name) => sum + fitWeights[name] * features[name], fitWeights.bias)
