import { z } from 'zod'

const timestamp = z.iso.datetime().meta({ example: '2026-11-22T08:30:00.000Z' })

/** What every answer carries besides its data. `nextCursor` only on lists: null at the end. */
export const metadataSchema = z
  .object({
    timestamp,
    requestId: z.string().meta({ example: '0199c0de-0000-7000-8000-000000000000' }),
    nextCursor: z.string().nullable().optional(),
  })
  .meta({ id: 'Metadata' })

export const errorDetailSchema = z.object({
  path: z.string().meta({ description: 'Where in the input, dots between names; empty for the whole.' }),
  code: z.string(),
  message: z.string(),
})

export const errorBodySchema = z
  .object({
    success: z.literal(false),
    error: z.object({ code: z.string(), message: z.string(), details: z.array(errorDetailSchema) }),
    metadata: metadataSchema,
  })
  .meta({ id: 'ErrorBody' })

export const successBody = <T extends z.ZodType>(data: T) =>
  z.object({ success: z.literal(true), data, metadata: metadataSchema })

export type Metadata = z.output<typeof metadataSchema>
export type ErrorDetail = z.output<typeof errorDetailSchema>
export type ErrorBody = z.output<typeof errorBodySchema>
export type SuccessBody<T> = { success: true; data: T; metadata: Metadata }
