import type { PassingEvent } from '@minichat/contracts'
import { expect, test } from 'vitest'
import { createDeltaSender } from './delta-sender.ts'

test('once it is stopped nothing is shown, also what was on its way', () => {
  const shown: PassingEvent[] = []
  const sender = createDeltaSender({ answerId: 'a', attempt: 1, epoch: 0 }, (event) => shown.push(event))
  sender.add('We open ')
  sender.add('at ten.')
  expect(sender.stop()).toBe('We open ')
  sender.add(' And on Sunday?')
  sender.flush()
  expect(shown).toMatchObject([{ type: 'answer.delta', text: 'We open ' }])
  expect(sender.stop()).toBe('We open ')
})
