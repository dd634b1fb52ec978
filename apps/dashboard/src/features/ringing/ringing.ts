import { createStored } from '../../lib/stored.ts'

/** How one wants to hear of chats, on this device. */
export const soundWish = createStored<'on' | 'off'>('minichat.ring.sound', () => 'on')
export const notificationWish = createStored<'on' | 'off'>('minichat.ring.notifications', () => 'off')

/** @returns whether the browser lets this page notify. */
export const askToNotify = async (): Promise<boolean> =>
  'Notification' in window && (await Notification.requestPermission()) === 'granted'

/** Two short notes. A browser that has not been touched yet plays none. */
export function playRing(): void {
  try {
    const audio = new AudioContext()
    const loudness = audio.createGain()
    loudness.connect(audio.destination)
    for (const [at, pitch] of [880, 1175].entries()) {
      const note = audio.createOscillator()
      const from = audio.currentTime + at * 0.18
      note.frequency.value = pitch
      note.connect(loudness)
      note.start(from)
      note.stop(from + 0.16)
    }
    loudness.gain.setValueAtTime(0.12, audio.currentTime)
    loudness.gain.exponentialRampToValueAtTime(0.001, audio.currentTime + 0.5)
    setTimeout(() => void audio.close(), 1000)
  } catch {
    // No sound here.
  }
}
