import { z } from 'zod'
import { defineEndpoint } from './endpoint.ts'
import { id, nothing, pageQuery, text, timestamp, webAddress } from './fields.ts'
import { organisationFields, organisationFilter } from './knowledge-organisation.ts'
import { limits } from './limits.ts'

const tag = 'Knowledge'

export const siteKinds = ['page', 'links', 'sitemap'] as const
export const siteSchedules = ['off', 'daily', 'weekly'] as const
export const siteStatuses = ['reading', 'ready', 'failed', 'stopped'] as const
export const pageStates = ['queued', 'read', 'skipped', 'failed', 'missing'] as const

/** Why a page, or a whole site, was not read. */
export const pageProblems = [
  'address_refused',
  'unreachable',
  'too_slow',
  'robots_forbid',
  'robots_unreadable',
  'not_found',
  'refused_by_site',
  'site_error',
  'too_many_redirects',
  'left_site',
  'too_large',
  'not_a_page',
  'no_index',
  'no_text',
  'same_as_other',
  'unreadable',
  'quota_reached',
] as const

const count = z.number().int()

export const siteSchema = z.object({
  id,
  kind: z.enum(siteKinds).meta({ description: 'One page, the page and what it links to, or what a sitemap lists.' }),
  url: z.string(),
  name: z.string(),
  maxDepth: count,
  maxPages: count,
  schedule: z.enum(siteSchedules),
  status: z.enum(siteStatuses),
  problem: z.enum(pageProblems).nullable(),
  pages: z
    .object({ found: count, queued: count, read: count, skipped: count, failed: count, missing: count })
    .meta({ description: 'Addresses found, and what came of them.' }),
  startedAt: timestamp,
  finishedAt: timestamp.nullable(),
  dueAt: timestamp.nullable().meta({ description: 'When it is read again by itself.' }),
  ...organisationFields,
  createdAt: timestamp,
  updatedAt: timestamp,
})

export const sitePageSchema = z.object({
  id,
  url: z.string(),
  depth: count,
  state: z.enum(pageStates).meta({
    description: '`missing`: gone at the last reading; it is used until it is missed a second time.',
  }),
  problem: z.enum(pageProblems).nullable(),
  documentId: id.nullable(),
  title: z.string().nullable(),
  lookedAt: timestamp.nullable(),
})

const settings = {
  name: text(limits.titleMaxLength),
  maxDepth: z.number().int().min(0).max(limits.siteMaxDepth),
  maxPages: z.number().int().min(1).max(limits.siteMaxPages),
  schedule: z.enum(siteSchedules),
}
const what = {
  kind: z.enum(siteKinds),
  url: webAddress(2000),
  maxDepth: settings.maxDepth.default(2),
  maxPages: settings.maxPages.default(50),
}
const params = z.strictObject({ siteId: id })
const path = '/api/v1/knowledge/sites'
const byAdmins = { tag, allow: 'admin', byKey: 'write' } as const

export const listSites = defineEndpoint({
  method: 'GET',
  path,
  summary: 'List sites that pages are read from, the newest first',
  tag,
  allow: 'member',
  query: pageQuery.extend({ status: z.enum(siteStatuses).optional(), ...organisationFilter }).omit({ locale: true }),
  paged: true,
  response: z.array(siteSchema),
})

export const getSite = defineEndpoint({
  method: 'GET',
  path: `${path}/:siteId`,
  summary: 'One site with how far its reading got',
  tag,
  allow: 'member',
  params,
  response: siteSchema,
  errors: ['NOT_FOUND'],
})

export const previewSite = defineEndpoint({
  method: 'POST',
  path: `${path}/preview`,
  summary: 'What would be read from an address',
  description: 'Looks at robots.txt, the page or sitemap, and one step further. Stores nothing.',
  ...byAdmins,
  body: z.strictObject(what),
  response: z.object({
    problem: z.enum(pageProblems).nullable(),
    title: z.string().nullable(),
    excerpt: z.string(),
    delayMs: count.meta({ description: 'Between two pages, as the site asks for.' }),
    urls: z.array(z.string()).meta({ description: 'The first pages, at most 50.' }),
    urlCount: count.meta({ description: 'Pages seen so far; deeper ones are found while reading.' }),
    forbiddenCount: count.meta({ description: 'Addresses that robots.txt keeps out.' }),
  }),
  errors: ['ADDRESS_NOT_ALLOWED'],
  example: { kind: 'links', url: 'https://shop.example.com/help', maxDepth: 2, maxPages: 50 },
})

export const createSite = defineEndpoint({
  method: 'POST',
  path,
  summary: 'Read pages from an address',
  description: 'Reading begins at once, in the background. robots.txt is obeyed, and no other site is entered.',
  ...byAdmins,
  body: z.strictObject({
    ...what,
    name: settings.name.optional().meta({ description: 'The name of the site, unless said.' }),
    schedule: settings.schedule.default('weekly'),
  }),
  status: 201,
  response: siteSchema,
  errors: ['ADDRESS_NOT_ALLOWED', 'QUOTA_REACHED'],
  example: { kind: 'sitemap', url: 'https://shop.example.com/sitemap.xml', maxPages: 100, schedule: 'daily' },
})

export const updateSite = defineEndpoint({
  method: 'PATCH',
  path: `${path}/:siteId`,
  summary: 'Change how much of a site is read, and when',
  ...byAdmins,
  params,
  body: z.strictObject({
    name: settings.name.optional(),
    maxDepth: settings.maxDepth.optional(),
    maxPages: settings.maxPages.optional(),
    schedule: settings.schedule.optional(),
  }),
  response: siteSchema,
  errors: ['NOT_FOUND'],
  example: { schedule: 'daily' },
})

export const readSite = defineEndpoint({
  method: 'POST',
  path: `${path}/:siteId/read`,
  summary: 'Read a site again, what changed of it',
  ...byAdmins,
  params,
  response: siteSchema,
  errors: ['NOT_FOUND'],
})

export const stopSite = defineEndpoint({
  method: 'POST',
  path: `${path}/:siteId/stop`,
  summary: 'Stop reading a site; what was read stays',
  ...byAdmins,
  params,
  response: siteSchema,
  errors: ['NOT_FOUND'],
})

export const deleteSite = defineEndpoint({
  method: 'DELETE',
  path: `${path}/:siteId`,
  summary: 'Delete a site with all of its pages',
  ...byAdmins,
  params,
  response: nothing,
  errors: ['NOT_FOUND'],
})

export const listSitePages = defineEndpoint({
  method: 'GET',
  path: `${path}/:siteId/pages`,
  summary: 'The addresses of a site with what came of each',
  tag,
  allow: 'member',
  params,
  query: pageQuery.extend({ state: z.enum(pageStates).optional() }),
  paged: true,
  response: z.array(sitePageSchema),
  errors: ['NOT_FOUND'],
})

export type KnowledgeSite = z.output<typeof siteSchema>
export type SitePage = z.output<typeof sitePageSchema>
export type SitePreview = z.output<typeof previewSite.response>
export type SiteKind = (typeof siteKinds)[number]
export type SiteSchedule = (typeof siteSchedules)[number]
export type SiteStatus = (typeof siteStatuses)[number]
export type PageState = (typeof pageStates)[number]
export type PageProblem = (typeof pageProblems)[number]
