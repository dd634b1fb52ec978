import { locales } from '@minichat/contracts'
import { expect, test } from 'vitest'
import type { LetterName, Letters } from '../letters.ts'
import { renderLetter } from './render.ts'

const hostile = `<img src=x onerror=alert(1)> "quoted" 'single' & more`
const url = 'https://chat.example.com/do#token=a&b="c"'

/** Every kind of mail, with what a stranger might have chosen for a name. */
const letters: Letters = {
  'verify-email': { name: hostile, url },
  'already-registered': { name: hostile, signInUrl: url, resetUrl: url },
  'account-locked': { name: hostile, url, minutes: 15, address: hostile },
  'password-reset': { name: hostile, url },
  'password-changed': { name: hostile, resetUrl: url },
  'email-change-old': { name: hostile, newEmail: hostile, url },
  'email-change-new': { name: hostile, oldEmail: hostile, url },
  'email-changed': { name: hostile, newEmail: hostile },
  'two-factor-changed': { name: hostile, isOn: true },
  'backup-codes-renewed': { name: hostile, url },
  'passkey-changed': { name: hostile, passkey: hostile, isAdded: true, url },
  'provider-changed': { name: hostile, provider: hostile, account: hostile, isLinked: false, url },
  invitation: { inviter: hostile, workspace: hostile, role: 'member', url, expiresAt: '2026-11-30T17:30:00.000Z' },
  'workspace-deleted': { workspace: hostile, actor: hostile, restoreUrl: url, until: '2026-11-30T17:30:00.000Z' },
  'api-key-expires': { workspace: hostile, key: hostile, expiresAt: '2026-11-30T17:30:00.000Z', url },
  'spend-notice': { workspace: hostile, scope: 'day', percent: 100, capMicroUsd: 20_000_000, url },
  'visitors-wait': { name: hostile, workspace: hostile, count: 2, minutes: 10, url },
  'quota-notice': { workspace: hostile, quota: 'messagesPerMonth', percent: 80, url },
  mentioned: { name: hostile, workspace: hostile, author: hostile, url },
  'chat-reply': {
    title: hostile,
    replies: [{ author: hostile, text: `${hostile}\n${hostile}` }],
    earlier: [{ author: hostile, text: hostile }],
    url,
    stopUrl: url,
    mayAnswer: true,
    envelope: { fromName: hostile, replyTo: null, references: [], unsubscribeUrl: url },
  },
  'chat-rating': {
    title: hostile,
    badUrl: url,
    okayUrl: url,
    goodUrl: url,
    stopUrl: url,
    mayAnswer: false,
    envelope: { fromName: hostile, replyTo: null, references: [], unsubscribeUrl: url },
  },
}
const all = locales.flatMap((locale) => (Object.keys(letters) as LetterName[]).map((name) => [name, locale] as const))

test.each(all)('%s in %s says all it was told, escaped, with each link as text too', (name, locale) => {
  const values: Record<string, unknown> = letters[name]
  const { subject, text, html } = renderLetter(name, locale, letters[name])
  expect(subject.length).toBeGreaterThan(5)
  expect(subject).not.toMatch(/[\r\n]/)
  for (const body of [subject, text, html]) expect(body).not.toMatch(/undefined|null|NaN|Invalid/)
  for (const value of Object.values(values)) {
    if (value !== hostile && value !== url) continue
    expect(text).toContain(value)
    expect(html).toContain(
      value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;'),
    )
  }
  expect(html).not.toContain('<img')
  expect(html).not.toContain('"c"')
  if ('url' in values)
    expect(html.match(/href="https:\/\/chat\.example\.com\/do#token=a&amp;b=&quot;c&quot;"/g)).not.toBeNull()
  expect(html).toContain(`<html lang="${locale}">`)
  expect(/[\u0e00-\u0e7f]/.test(subject + text)).toBe(locale === 'th')
})

test('dates are told as their readers tell them: in Thai in the Buddhist era and Thai time', () => {
  expect(renderLetter('invitation', 'en', letters.invitation).text).toContain('30 November 2026 at 17:30 UTC')
  expect(renderLetter('invitation', 'th', letters.invitation).text).toContain('1 ธันวาคม 2569 เวลา 00:30 น.')
})

test('a value stays in its line, and no mark of direction turns it round', () => {
  const { subject, text } = renderLetter('invitation', 'en', { ...letters.invitation, inviter: 'a\r\nBcc: b\u202Etxt' })
  expect(subject.startsWith('a Bcc: b txt invites you')).toBe(true)
  expect(text).not.toMatch(/[\u202e\r]/)
})

test.each(['javascript:alert(1)', '/relative', 'https://a.example/x y', ''])('%j is no link for a mail', (bad) => {
  expect(() => renderLetter('password-reset', 'en', { name: 'Mali', url: bad })).toThrow('link')
})
