// Runs before the first paint, so that nobody in dark mode sees a white flash. External because of the strict CSP.
;(() => {
  const read = (key) => {
    try {
      return localStorage.getItem(key)
    } catch {
      return null
    }
  }
  const stored = read('minichat.color-scheme')
  const dark = stored === 'dark' || (stored !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  const root = document.documentElement
  root.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light')
  root.lang = read('minichat.locale') || (navigator.language.startsWith('th') ? 'th' : 'en')
})()
