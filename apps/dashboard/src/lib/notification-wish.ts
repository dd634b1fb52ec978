import { createStored } from './stored.ts'

/** Whether this device sounds. */
export const soundWish = createStored<'on' | 'off'>('minichat.ring.sound', () => 'on')
/** Who wants notifications on this device: the id of the person, or nothing. Whoever signs in next has not asked. */
export const notificationWish = createStored<string>('minichat.notifications', () => '')
/** Whether the server reaches this device also while no page of ours is open. */
export const pushState = createStored<'on' | 'off'>('minichat.push', () => 'off')

export function forgetNotificationWish() {
  notificationWish.set('')
  pushState.set('off')
}

/** A phone or tablet that push messages reach. */
export const isReachedByPush = () => pushState.get() === 'on' && matchMedia('(pointer: coarse)').matches
