import { z } from 'zod'
import { defineEndpoint } from './endpoint.ts'
import { id, localeSchema, optionalText, text, timestamp } from './fields.ts'
import { limits } from './limits.ts'

const tag = 'Knowledge'

export const sourceRanks = ['normal', 'high'] as const
/** Whether a source is used at the moment, and why not. */
export const sourceUses = ['used', 'off', 'not_yet', 'expired'] as const
export const sourceKinds = ['entry', 'document', 'site'] as const

/** How a source is put in order: the same for entries, documents and sites. */
export const organisationFields = {
  folder: z.string().meta({ description: '`` for none.' }),
  tags: z.array(z.string()),
  isOn: z.boolean(),
  validFrom: timestamp.nullable(),
  validUntil: timestamp.nullable().meta({ description: 'From this moment on it is not used any more.' }),
  rank: z.enum(sourceRanks).meta({ description: 'At equal evidence `high` wins, then what changed last.' }),
  use: z.enum(sourceUses),
}

/** Part of the query of lists. */
export const organisationFilter = {
  folder: optionalText(limits.folderMaxLength).optional(),
  tag: text(limits.tagMaxLength).optional(),
  locale: localeSchema.optional(),
  use: z.enum(sourceUses).optional(),
}

const tags = z.array(text(limits.tagMaxLength)).max(limits.tagsMax)

export const organiseSources = defineEndpoint({
  method: 'POST',
  path: '/api/v1/knowledge/organise',
  summary: 'Move, tag, switch on or off, date or rank sources',
  description: 'All of them or, when one is not there, none. What holds for a site holds for all of its pages.',
  tag,
  allow: 'admin',
  byKey: 'write',
  body: z.strictObject({
    sources: z
      .array(z.strictObject({ kind: z.enum(sourceKinds), id }))
      .min(1)
      .max(limits.organisedMax),
    folder: optionalText(limits.folderMaxLength).optional(),
    tags: tags.optional().meta({ description: 'In place of those there were.' }),
    addTags: tags.optional(),
    removeTags: tags.optional(),
    isOn: z.boolean().optional(),
    validFrom: timestamp.nullable().optional(),
    validUntil: timestamp.nullable().optional(),
    rank: z.enum(sourceRanks).optional(),
    locale: localeSchema.optional().meta({ description: 'Of documents and pages, for finding them in lists.' }),
  }),
  response: z.object({ changed: z.number().int() }),
  errors: ['NOT_FOUND'],
  example: {
    sources: [{ kind: 'entry', id: '0199c0de-7000-7000-8000-000000000001' }],
    folder: 'Shipping',
    addTags: ['2027'],
    validUntil: '2027-12-31T17:00:00.000Z',
  },
})

const label = z.object({ name: z.string(), count: z.number().int() })

export const listLabels = defineEndpoint({
  method: 'GET',
  path: '/api/v1/knowledge/labels',
  summary: 'The folders and tags there are, with how many sources each holds',
  tag,
  allow: 'member',
  response: z.object({ folders: z.array(label), tags: z.array(label) }),
})

const conflictSide = z.object({
  passageId: id,
  entryId: id.nullable(),
  documentId: id.nullable(),
  siteId: id.nullable(),
  title: z.string(),
  text: z.string(),
  amounts: z.array(z.string()).meta({ description: 'What this one says and the other does not.' }),
  url: z.string().nullable(),
  rank: z.enum(sourceRanks),
  changedAt: timestamp,
  wins: z.boolean().meta({ description: 'Whether this one is preferred at equal evidence.' }),
})

export const listConflicts = defineEndpoint({
  method: 'GET',
  path: '/api/v1/knowledge/conflicts',
  summary: 'Sources that answer the same question with other amounts',
  description:
    'Two sources disagree when their question or headings have the same words and each states an amount (a price, time, duration or percentage) that the other does not. At most 100.',
  tag,
  allow: 'member',
  response: z.array(z.object({ topic: z.string(), locale: localeSchema, sides: z.array(conflictSide).length(2) })),
})

export const searchKnowledge = defineEndpoint({
  method: 'POST',
  path: '/api/v1/knowledge/search',
  summary: 'What a question would find',
  description: 'The passages that an answer would be made from, the best first.',
  tag,
  allow: 'member',
  byKey: 'read',
  body: z.strictObject({ question: text(1000), locale: localeSchema.optional() }),
  response: z.array(
    z.object({
      passageId: id,
      entryId: id.nullable(),
      documentId: id.nullable(),
      title: z.string(),
      text: z.string(),
      url: z.string().nullable(),
      locale: localeSchema,
      score: z.number().meta({ description: '0 to 1: how surely this one answers, looked at alone.' }),
    }),
  ),
  example: { question: 'When are you open?' },
})

export type Organisation = z.output<z.ZodObject<typeof organisationFields>>
export type SourceRank = (typeof sourceRanks)[number]
export type SourceUse = (typeof sourceUses)[number]
export type SourceKind = (typeof sourceKinds)[number]
export type OrganiseChange = Omit<z.output<typeof organiseSources.body>, 'sources'>
export type KnowledgeConflict = z.output<typeof listConflicts.response>[number]
export type FoundPassage = z.output<typeof searchKnowledge.response>[number]
