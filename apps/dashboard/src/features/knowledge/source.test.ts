import { expect, test } from 'vitest'
import { momentOf } from '../../lib/days.ts'
import { changeOf, valuesOf } from './organise-values.ts'
import { type Source, shared, sharedTags, tagsOf } from './source.ts'

const source = (more: Partial<Source>): Source => ({
  kind: 'entry',
  id: '1',
  name: 'One',
  folder: '',
  tags: [],
  isOn: true,
  validFrom: null,
  validUntil: null,
  rank: 'normal',
  use: 'used',
  ...more,
})

test('tags are parted by commas, each once', () => {
  expect(tagsOf(' new, sale ,, new, ของใหม่')).toEqual(['new', 'sale', 'ของใหม่'])
  expect(tagsOf(' ')).toEqual([])
})

test('what several sources have in common is told, and what differs is not', () => {
  const sources = [source({ folder: 'A', tags: ['x', 'y'] }), source({ folder: 'A', tags: ['y'], isOn: false })]
  expect(shared(sources, ({ folder }) => folder)).toBe('A')
  expect(shared(sources, ({ isOn }) => isOn)).toBe(undefined)
  expect(sharedTags(sources)).toEqual(['y'])
})

test('the form shows what is common, and sends only what was changed in it', () => {
  const sources = [
    source({ folder: 'A', tags: ['x', 'y'], validUntil: momentOf('2027-02-01') ?? null }),
    source({ id: '2', folder: 'B', tags: ['y'], isOn: false, validUntil: momentOf('2027-02-01') ?? null }),
  ]
  const before = valuesOf(sources)
  expect(before).toEqual({
    folder: '',
    tags: 'y',
    isOn: '',
    validFrom: '',
    validUntil: '2027-01-31',
    rank: 'normal',
  })
  expect(changeOf(sources, before, before)).toEqual({})
  expect(changeOf(sources, before, { ...before, folder: ' C ', tags: 'z', isOn: 'off', validUntil: '' })).toEqual({
    folder: 'C',
    addTags: ['z'],
    removeTags: ['y'],
    isOn: false,
    validUntil: null,
  })
  expect(changeOf(sources, before, { ...before, validFrom: '2027-01-01', rank: 'high' })).toEqual({
    validFrom: momentOf('2027-01-01'),
    rank: 'high',
  })
})
