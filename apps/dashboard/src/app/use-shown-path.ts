import { useMatches } from '@tanstack/react-router'

/** The path of the page that an Outlet draws: while the next page is being loaded, the location is ahead of it. */
export const useShownPath = (): string => useMatches({ select: (matches) => matches.at(-1)?.pathname ?? '' })
