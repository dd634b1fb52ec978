import { newId } from '../../platform/ids.ts'
import type { Secrets } from '../../platform/secrets/secrets.ts'
import type { Exchange } from './session-cookies.ts'

export const deviceCookie = 'minichat_known_device'
/** The longest that browsers keep a cookie. */
const keptSeconds = 400 * 24 * 3600
/** People who sign in on one device; who did so longest ago is dropped. */
const maxPeople = 5

/**
 * Tells a browser on which somebody has signed in before from a stranger's: strangers who lock an account do not lock
 * its owner out there. It opens nothing: a password is needed all the same.
 */
export function createDeviceCookie(secrets: Secrets, isHttps: boolean) {
  function read(raw: Exchange['raw']): { id: string; people: string[] } | null {
    const [id = '', people = '', signature = ''] = (raw.cookies[deviceCookie] ?? '').split('.')
    return secrets.verify('device', `${id}.${people}`, signature) ? { id, people: people.split('~') } : null
  }

  return {
    /** The device's id, if this person has signed in on it. */
    knownFor(raw: Exchange['raw'], userId: string): string | null {
      const device = read(raw)
      return device?.people.includes(userId) ? device.id : null
    },
    give({ raw, reply }: Exchange, userId: string): void {
      const device = read(raw) ?? { id: newId(), people: [] }
      const people = [userId, ...device.people.filter((one) => one !== userId)].slice(0, maxPeople).join('~')
      const text = `${device.id}.${people}`
      reply.setCookie(deviceCookie, `${text}.${secrets.sign('device', text)}`, {
        path: '/api/v1/auth',
        httpOnly: true,
        sameSite: 'lax',
        secure: isHttps || raw.protocol === 'https',
        maxAge: keptSeconds,
      })
    },
  }
}

export type DeviceCookie = ReturnType<typeof createDeviceCookie>
