import { useSyncExternalStore } from 'react'

function subscribe(listener: () => void) {
  document.addEventListener('visibilitychange', listener)
  return () => document.removeEventListener('visibilitychange', listener)
}

/** Whether somebody can see the page. */
export const usePageVisible = () => useSyncExternalStore(subscribe, () => document.visibilityState === 'visible')
