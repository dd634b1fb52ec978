import type { OrganiseChange } from '@minichat/contracts'
import { dayOf, momentOf } from '../../lib/days.ts'
import { type Source, shared, sharedTags, tagsOf } from './source.ts'

/** Of a day for the fields of the form; the last day is a valid one. */
const dayIn = (moment: string | null | undefined, daysLater = 0) => (moment ? dayOf(new Date(moment), daysLater) : '')

/** What the form holds; '' where the sources differ, or nothing is set. */
export type OrganiseValues = {
  folder: string
  tags: string
  isOn: 'on' | 'off' | ''
  validFrom: string
  validUntil: string
  rank: 'normal' | 'high' | ''
}
type Change = { [Key in keyof OrganiseChange]?: OrganiseChange[Key] }

export function valuesOf(sources: readonly Source[]): OrganiseValues {
  const isOn = shared(sources, (source) => source.isOn)
  return {
    folder: shared(sources, ({ folder }) => folder) ?? '',
    tags: sharedTags(sources).join(', '),
    isOn: isOn === undefined ? '' : isOn ? 'on' : 'off',
    validFrom: dayIn(shared(sources, (source) => source.validFrom)),
    validUntil: dayIn(
      shared(sources, (source) => source.validUntil),
      -1,
    ),
    rank: shared(sources, ({ rank }) => rank) ?? '',
  }
}

/** Only what was changed in the form, so that what the sources have each for itself stays. */
export function changeOf(sources: readonly Source[], before: OrganiseValues, after: OrganiseValues): Change {
  const had = sharedTags(sources)
  const has = tagsOf(after.tags)
  const added = has.filter((tag) => !had.includes(tag))
  const removed = had.filter((tag) => !has.includes(tag))
  return {
    ...(after.folder.trim() === before.folder ? {} : { folder: after.folder.trim() }),
    ...(added.length > 0 ? { addTags: added } : {}),
    ...(removed.length > 0 ? { removeTags: removed } : {}),
    ...(after.isOn === before.isOn || after.isOn === '' ? {} : { isOn: after.isOn === 'on' }),
    ...(after.validFrom === before.validFrom ? {} : { validFrom: momentOf(after.validFrom) ?? null }),
    ...(after.validUntil === before.validUntil ? {} : { validUntil: momentOf(after.validUntil, 1) ?? null }),
    ...(after.rank === before.rank || after.rank === '' ? {} : { rank: after.rank }),
  }
}
