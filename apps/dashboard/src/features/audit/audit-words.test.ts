import { expect, test } from 'vitest'
import { momentOf } from '../../lib/days.ts'
import { auditActionText } from './audit-actions.text.ts'
import { auditWords } from './audit-words.ts'

const target = { kind: 'widget', id: '0199c0de-0000-7000-8000-000000000001', name: 'Website' }

test('a known action is a sentence in both languages', () => {
  const entry = { action: 'widget.changed', target }
  expect(auditWords(auditActionText.en, entry)).toBe('changed the widget “Website”')
  expect(auditWords(auditActionText.th, entry)).toBe('แก้ไขวิดเจ็ต “Website”')
})

test('an action that is not known yet is spelt out, with what it was done to', () => {
  expect(auditWords(auditActionText.en, { action: 'team.hat_changed', target })).toBe('team: hat changed “Website”')
  expect(auditWords(auditActionText.en, { action: 'constructor', target: null })).toBe('constructor')
})

test('a target without a name is named by its id, and none leaves no gap', () => {
  expect(auditWords(auditActionText.en, { action: 'widget.changed', target: { ...target, name: null } })).toContain(
    target.id,
  )
  expect(auditWords(auditActionText.en, { action: 'widget.changed', target: null })).toBe('changed the widget')
})

test('days begin at midnight where the reader is, and what is no day is none', () => {
  expect(momentOf('2026-11-05')).toBe(new Date(2026, 10, 5).toISOString())
  expect(momentOf('2026-11-30', 1)).toBe(new Date(2026, 11, 1).toISOString())
  expect(momentOf('soon')).toBeUndefined()
  expect(momentOf(undefined)).toBeUndefined()
})
