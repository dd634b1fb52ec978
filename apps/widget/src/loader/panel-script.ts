import type { PanelReady, PanelStart } from '../shared/handover.ts'

/** File name with hash, put in by the build. */
declare const PANEL_FILE: string

type UrlPolicy = { createScriptURL: (url: string) => string }

/** Not in TypeScript's library yet. */
declare global {
  interface Window {
    trustedTypes?: {
      createPolicy: (
        name: string,
        rules: { createScriptURL: (url: string) => string },
      ) => {
        createScriptURL: (url: string) => string
      }
    }
  }
}

/**
 * Loads the panel by a script element with the loader's nonce, which is what strict content policies let through.
 * @throws when it cannot be loaded; calling again tries again.
 */
export function loadPanel(loader: HTMLScriptElement): Promise<PanelStart> {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script')
    if (loader.nonce) script.nonce = loader.nonce
    script.async = true
    // Pages that isolate themselves say so on the tag.
    if (loader.crossOrigin) script.crossOrigin = loader.crossOrigin
    script.addEventListener('minichat', (event) => resolve((event as PanelReady).detail))
    script.onerror = reject
    script.onload = () => {
      script.remove()
      // Without effect when the panel has announced itself.
      reject()
    }
    script.src = trusted(new URL(`widget/${PANEL_FILE}`, loader.src).href)
    document.head.append(script)
  })
}

let policy: UrlPolicy | undefined

/** Pages that require trusted types take addresses of scripts from a policy only, and may allow its name only once. */
function trusted(url: string): string {
  try {
    policy ??= window.trustedTypes?.createPolicy('minichat', { createScriptURL: (own) => own })
  } catch {}
  return policy ? policy.createScriptURL(url) : url
}
