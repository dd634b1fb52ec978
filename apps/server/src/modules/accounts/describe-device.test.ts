import { expect, test } from 'vitest'
import { describeDevice } from './describe-device.ts'

test('a device is named by browser and system', () => {
  const windows = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)'
  expect(describeDevice(`${windows} Chrome/142.0.0.0 Safari/537.36`)).toBe('Chrome on Windows')
  expect(describeDevice(`${windows} Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0`)).toBe('Edge on Windows')
  expect(describeDevice('Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0')).toBe(
    'Firefox on Linux',
  )
  expect(
    describeDevice(
      'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1',
    ),
  ).toBe('Safari on iPhone')
  expect(
    describeDevice(
      'Mozilla/5.0 (Linux; Android 16; SM-S931B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/29.0 Chrome/136.0.0.0 Mobile Safari/537.36',
    ),
  ).toBe('Samsung Internet on Android')
})

test('programs are named by their first word, and nothing else of what they say is shown', () => {
  expect(describeDevice('curl/8.14.1')).toBe('curl')
  expect(describeDevice('<script>alert(1)</script>')).toBe('')
  expect(describeDevice('')).toBe('')
})
