import type { RetrievedPassage } from '../knowledge/index.ts'
import type { NotedPassage } from './answer-notes.ts'

export const asNoted = ({ passageId, title, score }: RetrievedPassage): NotedPassage => ({
  passageId,
  title,
  score,
  isGiven: true,
})
