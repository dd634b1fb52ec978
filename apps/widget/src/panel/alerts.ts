import type { Storage } from './storage.ts'
import type { View } from './view.ts'

type Settings = { sound: boolean; notify: boolean }

const settingsName = 'alerts'
/** Another tab may be where the visitor reads. */
const seenElsewhereMs = 1500

/** Sound and browser notifications for what comes while nobody looks; both off until the visitor asks for them. */
export function createAlerts(storage: Storage) {
  let audio: AudioContext | null = null

  function settings(): Settings {
    const kept = storage.get(settingsName) ?? ''
    return { sound: kept.includes('sound'), notify: kept.includes('notify') }
  }
  function change(part: Partial<Settings>): void {
    const { sound, notify } = { ...settings(), ...part }
    storage.set(settingsName, `${sound ? 'sound' : ''} ${notify ? 'notify' : ''}`)
  }
  const mayNotify = () => canNotify() && Notification.permission === 'granted'

  /** Two soft tones. Browsers let them sound once the visitor has clicked somewhere on the page. */
  function play(): void {
    try {
      audio ??= new AudioContext()
      const { currentTime, destination } = audio
      for (const [at, pitch] of [660, 880].entries()) {
        const start = currentTime + at * 0.12
        const tone = audio.createOscillator()
        const volume = audio.createGain()
        tone.frequency.value = pitch
        volume.gain.setValueAtTime(0.12, start)
        volume.gain.exponentialRampToValueAtTime(0.001, start + 0.3)
        tone.connect(volume).connect(destination)
        tone.start(start)
        tone.stop(start + 0.3)
      }
    } catch {
      // Without sound the message is still there.
    }
  }

  function notify(title: string, text: string, tag: string): void {
    try {
      const notification = new Notification(title, { body: text.slice(0, 200), tag })
      notification.addEventListener('click', () => {
        window.focus()
        window.MiniChat?.open?.()
        notification.close()
      })
    } catch {
      // Android's Chrome takes them from service workers alone.
    }
  }

  return {
    settings: (): Settings => ({ sound: settings().sound, notify: settings().notify && mayNotify() }),
    toggleSound: () => {
      const sound = !settings().sound
      change({ sound })
      if (sound) play()
    },
    /** Asks the browser where that is still to do. @returns whether the wish could be met. */
    toggleNotify: async (): Promise<boolean> => {
      const notify = !(settings().notify && mayNotify())
      if (notify && canNotify() && Notification.permission === 'default') await Notification.requestPermission()
      change({ notify: notify && mayNotify() })
      return !notify || mayNotify()
    },
    /** @param wasSeen asked a moment later: the visitor may read in another tab. */
    alert: (title: string, text: string, tag: View['chatId'], wasSeen: () => boolean) => {
      const { sound, notify: wantsNotice } = settings()
      if (!sound && !wantsNotice) return
      setTimeout(() => {
        if (wasSeen()) return
        if (sound) play()
        if (wantsNotice && mayNotify()) notify(title, text, tag ?? '')
      }, seenElsewhereMs)
    },
    end: () => void audio?.close().catch(() => {}),
  }
}

export type Alerts = ReturnType<typeof createAlerts>

/** Not on plain http, and not in most in-app browsers. */
export const canNotify = () => 'Notification' in window && isSecureContext
