import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { lazy, type ReactNode, Suspense, useEffect } from 'react'
import { queryClient } from '../lib/query-client.ts'
import { localeStore } from '../lib/text.ts'
import { cssVariables, theme } from './theme.ts'

/** Not needed for the first paint; what is shown before it is there waits in its store. */
const Notices = lazy(async () => ({ default: (await import('../components/Notices.tsx')).Notices }))

/** The same key as in public/color-scheme.js. */
const colorScheme = localStorageColorSchemeManager({ key: 'minichat.color-scheme' })

export function Providers({ children }: { children: ReactNode }) {
  useEffect(() => {
    document.documentElement.lang = localeStore.get()
  }, [])
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      colorSchemeManager={colorScheme}
      defaultColorScheme="auto"
      // All variables come from the theme at run time, in place of a style sheet with the defaults.
      deduplicateCssVariables={false}
    >
      <QueryClientProvider client={queryClient}>
        {children}
        <Suspense>
          <Notices />
        </Suspense>
      </QueryClientProvider>
    </MantineProvider>
  )
}
