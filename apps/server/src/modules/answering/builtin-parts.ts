import { analyse } from '../../platform/text/index.ts'
import { isAsking, type QuestionUnit, type RetrievedPassage, weighEvidence } from '../knowledge/index.ts'
import { answersPartFrom } from './builtin-confidence.ts'

/** A part of a message that asks something of its own, with the passage that answers it best. */
export type Part = { best: RetrievedPassage; confidence: number; isAnsweredBy: (passage: RetrievedPassage) => boolean }

const joints = /[?？!\n;]+|(?:,\s*)?\b(?:and also|and|also|plus)\b|และ|แล้วก็|แล้ว(?=\s)|กับอีกเรื่อง|อีกอย่าง/i
const mostParts = 3
/** All words are equally rare: between two halves of one message rarity decides little. */
const flat = { passageCount: 1, frequencyOf: () => 0 }

/** Takes a message with several questions apart; nothing when it asks one thing. */
export function partsOf(question: string, passages: readonly RetrievedPassage[]): Part[] {
  const units = passages[0]?.evidence.units ?? []
  const pieces = question
    .split(joints)
    .filter(isAsking)
    .map((piece) => unitsWithin(piece, units))
    .filter((piece) => piece.some((unit) => unit.kind === 'content'))
  if (pieces.length < 2 || pieces.length > mostParts) return []
  return pieces.map((piece) => bestFor(piece, passages))
}

function unitsWithin(piece: string, units: readonly QuestionUnit[]): QuestionUnit[] {
  const words = new Set(analyse(piece, { correcting: true }).map((unit) => unit.word))
  return units.filter((unit) => words.has(unit.word)).map((unit) => ({ ...unit, isAsked: true }))
}

function bestFor(units: QuestionUnit[], passages: readonly RetrievedPassage[]): Part {
  const confidenceOf = ({ locale, heading, text, documentId }: RetrievedPassage) =>
    weighEvidence(locale, units, { title: heading, text, isPiece: documentId !== null }, flat).fit
  const ranked = passages.map((passage) => ({ passage, confidence: confidenceOf(passage) }))
  const best = ranked.reduce((one, other) => (other.confidence > one.confidence ? other : one))
  return {
    best: best.passage,
    confidence: best.confidence,
    isAnsweredBy: (other) => confidenceOf(other) >= answersPartFrom,
  }
}
