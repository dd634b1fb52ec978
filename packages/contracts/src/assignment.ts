import { z } from 'zod'
import { defineEndpoint } from './endpoint.ts'
import { id, localeSchema, text } from './fields.ts'
import { limits } from './limits.ts'

const tag = 'Inbox'

const time = (pattern: RegExp) => z.string().regex(pattern, { error: 'Write a time such as 09:30.' })
const spanSchema = z
  .strictObject({
    from: time(/^([01]\d|2[0-3]):[0-5]\d$/),
    to: time(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/).meta({ description: '`24:00` is the end of the day.' }),
  })
  .refine(({ from, to }) => from < to, { error: 'Must end after it begins.' })

const daySchema = z
  .array(spanSchema)
  .max(limits.officeSpansMax)
  .overwrite((spans) => [...spans].sort((a, b) => (a.from < b.from ? -1 : 1)))
  .refine((spans) => spans.every(({ from }, at) => at === 0 || from >= (spans[at - 1]?.to ?? '')), {
    error: 'Must not overlap.',
  })

const holidaySchema = z.strictObject({ date: z.iso.date(), name: text(60) })

/** How chats are shared out among those it names. */
export const sharings = ['turns', 'load'] as const

export const assignmentRuleSchema = z.strictObject({
  widgetId: id.nullable().meta({ description: 'null: chats of any widget.' }),
  locale: localeSchema.nullable().meta({ description: 'null: in any language.' }),
  labelId: id.nullable().meta({ description: 'null: with any labels, or none.' }),
  memberIds: z.array(id).max(200).meta({ description: 'Among whom; empty: everybody.' }),
  sharing: z
    .enum(sharings)
    .meta({ description: 'turns: whoever was given one longest ago; load: who has the fewest.' }),
})

const minutes = z
  .number()
  .int()
  .min(1)
  .max(7 * 24 * 60)
  .nullable()

export const assignmentSchema = z.object({
  timeZone: z.string().meta({ description: 'That of the workspace, by which the hours are told.' }),
  week: z
    .array(daySchema)
    .length(7)
    .nullable()
    .meta({ description: 'When the team is there, from Monday to Sunday; null: always.' }),
  holidays: z.array(holidaySchema).max(limits.holidaysMax),
  rules: z
    .array(assignmentRuleSchema)
    .max(limits.assignmentRulesMax)
    .meta({ description: 'The first that fits a chat decides, and where nobody of it is free, the next.' }),
  targetMinutes: minutes.meta({ description: 'Within how many minutes of the hours a visitor is to be answered.' }),
  tellMinutes: minutes.meta({ description: 'After how many without an answer the members on duty are told.' }),
  mailMinutes: minutes.meta({ description: 'After how many they get an e-mail.' }),
})

export const getAssignment = defineEndpoint({
  method: 'GET',
  path: '/api/v1/assignment',
  summary: 'Office hours, rules of assignment, and how long visitors may wait',
  tag,
  allow: 'member',
  response: assignmentSchema,
})

export const changeAssignment = defineEndpoint({
  method: 'PATCH',
  path: '/api/v1/assignment',
  summary: 'Change office hours, rules or waiting times',
  description:
    'Rules give a chat whose visitor waits for a person to a member who is on duty and has room, within the hours. ' +
    'While there is none, it waits in `unassigned`.',
  tag,
  allow: 'admin',
  body: z.strictObject(assignmentSchema.omit({ timeZone: true }).partial().shape),
  response: assignmentSchema,
  example: {
    rules: [{ widgetId: null, locale: 'th', labelId: null, memberIds: [], sharing: 'load' }],
    targetMinutes: 5,
  },
})

export const dutySchema = z.object({
  memberId: id,
  name: z.string(),
  isAway: z.boolean().meta({ description: 'Says so themselves.' }),
  isHere: z.boolean().meta({ description: 'Has a dashboard open, or had one a moment ago.' }),
  capacity: z.number().int().min(0).nullable().meta({ description: 'Open chats at most that rules give; null: any.' }),
  openChats: z.number().int().meta({ description: 'Assigned to them and open, told up to 999.' }),
})

export const listDuty = defineEndpoint({
  method: 'GET',
  path: '/api/v1/duty',
  summary: 'Who is on duty, and how busy',
  tag,
  allow: 'member',
  response: z.array(dutySchema),
})

export const setAway = defineEndpoint({
  method: 'PUT',
  path: '/api/v1/duty/me',
  summary: 'Say that you are away, or back',
  description: 'Who is away is given no chats by rules.',
  tag,
  allow: 'member',
  // It is about a person.
  byKey: null,
  body: z.strictObject({ isAway: z.boolean() }),
  response: dutySchema,
  example: { isAway: true },
})

export const setCapacity = defineEndpoint({
  method: 'PATCH',
  path: '/api/v1/duty/:memberId',
  summary: 'Set how many open chats rules give to a member',
  tag,
  allow: 'admin',
  params: z.strictObject({ memberId: id }),
  body: z.strictObject({ capacity: z.number().int().min(0).max(999).nullable() }),
  response: dutySchema,
  errors: ['NOT_FOUND'],
  example: { capacity: 8 },
})

export type Assignment = z.output<typeof assignmentSchema>
export type AssignmentChange = z.output<typeof changeAssignment.body>
export type AssignmentRule = z.output<typeof assignmentRuleSchema>
export type Duty = z.output<typeof dutySchema>
