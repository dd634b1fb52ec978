import { z } from 'zod'
import { email, id, optionalText } from './fields.ts'
import { limits } from './limits.ts'

/** What a page may say of somebody or something: small facts by name. */
export const factsSchema = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]))

const attributeName = z.string().regex(/^[A-Za-z][A-Za-z0-9_.-]{0,39}$/, {
  error: 'Must begin with a letter and have at most 40 letters, digits, dots, hyphens or underscores.',
})
const attributeValue = z.union([optionalText(limits.attributeMaxLength), z.number(), z.boolean()])

/** Small facts that the page tells, such as the plan somebody is on. null takes one away. */
export const attributesChange = z
  .record(attributeName, attributeValue.nullable())
  .refine((value) => Object.keys(value).length <= limits.attributesMax, {
    error: `At most ${limits.attributesMax} attributes.`,
  })

/** The same where nothing was there before: as an identity token says them. */
export const attributesOf = z
  .record(attributeName, attributeValue)
  .refine((value) => Object.keys(value).length <= limits.attributesMax, {
    error: `At most ${limits.attributesMax} attributes.`,
  })

/** What a visitor, or the page, tells about them. Unproven: anybody can say anything. null takes a value away. */
export const profileChange = {
  name: optionalText(limits.nameMaxLength).nullable().optional(),
  email: z
    .union([z.literal(''), email])
    .nullable()
    .optional(),
  phone: optionalText(40).nullable().optional(),
  attributes: attributesChange.optional(),
}

/** Who the site has proven the visitor to be, as its newest identity token says. */
export const verifiedFactsSchema = z.object({
  externalId: z.string().meta({ description: 'The site’s own id of its user (`sub`).' }),
  name: z.string().nullable(),
  email: z.string().nullable(),
  attributes: factsSchema,
})

/** Beside `verified`, everything was told by the page or the visitor, and anybody can say anything. */
export const visitorProfileSchema = z.object({
  id,
  name: z.string().nullable(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  attributes: factsSchema,
  verified: verifiedFactsSchema.nullable(),
})

export const trackedName = z
  .string()
  .trim()
  .min(1)
  .max(80)
  .regex(/^[^\p{C}]*$/u, { error: 'Must not contain control characters.' })

export const trackedProperties = z
  .record(attributeName, attributeValue)
  .refine((value) => Object.keys(value).length <= limits.attributesMax, {
    error: `At most ${limits.attributesMax} properties.`,
  })

export type VisitorProfile = z.output<typeof visitorProfileSchema>
export type VerifiedFacts = z.output<typeof verifiedFactsSchema>
