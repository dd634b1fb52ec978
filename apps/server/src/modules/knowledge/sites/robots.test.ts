import { expect, test } from 'vitest'
import { cpuMs } from '../../../testing/cpu-time.ts'
import { parseRobots } from './robots.ts'

const agent = 'minichatbot'
const allowed = (text: string, path: string) => parseRobots(text, agent).isAllowed(`https://shop.example${path}`)

test('rules for us count, and only where there are none, those for everybody', () => {
  const text = 'User-agent: *\nDisallow: /\n\nUser-agent: MiniChatBot/1.0\nDisallow: /private\n'
  expect([allowed(text, '/'), allowed(text, '/private/a')]).toEqual([true, false])
  const forAll = 'User-agent: otherbot\nDisallow: /\nUser-agent: *\nDisallow: /cart'
  expect([allowed(forAll, '/'), allowed(forAll, '/cart')]).toEqual([true, false])
})

test('several names share the rules that follow them, and groups of one name count together', () => {
  const text = 'user-agent: otherbot\nuser-agent: minichatbot\ndisallow: /a\n\nuser-agent: minichatbot\ndisallow: /b'
  expect(['/a', '/b', '/c'].map((path) => allowed(text, path))).toEqual([false, false, true])
})

test('the longest rule decides, and of two as long the one that allows', () => {
  const text = 'User-agent: *\nDisallow: /help\nAllow: /help/public\nDisallow: /same\nAllow: /same'
  expect(['/help', '/help/public/x', '/same', '/else'].map((path) => allowed(text, path))).toEqual([
    false,
    true,
    true,
    true,
  ])
})

test('stars stand for anything, and a dollar for the end', () => {
  const text = 'User-agent: *\nDisallow: /*.php$\nDisallow: /*?sort=\nDisallow: /a*b*c'
  expect(
    ['/x/y.php', '/x/y.php5', '/list?sort=price', '/list?page=2', '/aXXbYYc', '/acb'].map((path) =>
      allowed(text, path),
    ),
  ).toEqual([false, true, false, true, false, true])
})

test('an empty rule, comments and rubbish forbid nothing, and robots.txt itself is always allowed', () => {
  expect(allowed('User-agent: *\nDisallow:\n# Disallow: /\n<html>', '/')).toBe(true)
  expect(allowed('', '/')).toBe(true)
  expect(allowed('User-agent: *\nDisallow: /', '/robots.txt')).toBe(true)
})

test('Thai paths are the same in plain and in escaped spelling', () => {
  expect(allowed('User-agent: *\nDisallow: /ราคา', '/%E0%B8%A3%E0%B8%B2%E0%B8%84%E0%B8%B2')).toBe(false)
  expect(allowed('User-agent: *\nDisallow: /%e0%b8%a3', '/รถ')).toBe(false)
})

test('the delay is that of our group, in milliseconds, and sitemaps belong to everybody', () => {
  const text = 'Sitemap: https://a.example/s.xml\nUser-agent: *\nCrawl-delay: 2.5\nDisallow: /x'
  const robots = parseRobots(text, agent)
  expect([robots.delayMs, robots.sitemaps]).toEqual([2500, ['https://a.example/s.xml']])
  expect(parseRobots('User-agent: *\nCrawl-delay: soon', agent).delayMs).toBe(null)
})

test('a pattern made to be slow is not', () => {
  const text = `User-agent: *\nDisallow: /${'*a'.repeat(200)}b$`
  const startedAt = cpuMs()
  expect(allowed(text, `/${'a'.repeat(1900)}`)).toBe(true)
  expect(cpuMs() - startedAt).toBeLessThan(200)
})
