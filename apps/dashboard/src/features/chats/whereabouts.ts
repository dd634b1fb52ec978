import type { ChatWhereabouts } from '@minichat/contracts'
import { decoded } from './decoded.ts'

/** Whether the visitor's pages and device are kept: not of who has not consented, where they are asked. */
export const isKept = ({ isConsentGiven, isConsentRequired }: ChatWhereabouts) => isConsentGiven ?? !isConsentRequired

/** The address as people read it, without what goes without saying: the scheme, and the site where there is one alone. */
export function pageLabel(url: string, isOneSite: boolean): string {
  if (!URL.canParse(url)) return url
  const { host, pathname, search } = new URL(url)
  if (pathname + search === '/') return host
  const path = decoded(pathname + search)
  return isOneSite ? path : host + path
}

export const areOfOneSite = (urls: readonly string[]) => new Set(urls.map(hostOf)).size < 2

const hostOf = (url: string) => URL.canParse(url) && new URL(url).host
