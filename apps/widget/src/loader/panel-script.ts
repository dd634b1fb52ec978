import type { PanelReady, PanelStart } from '../shared/handover.ts'

/** File name with hash, put in by the build. */
declare const PANEL_FILE: string

type UrlPolicy = { createScriptURL: (url: string) => string }

/** Not in TypeScript's library yet. */
declare global {
  interface Window {
    trustedTypes?: {
      createPolicy: (name: string, rules: UrlPolicy) => UrlPolicy
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
    // Without it a browser tells nobody what goes wrong in a script from elsewhere, and isolated pages refuse it.
    script.crossOrigin = loader.crossOrigin || 'anonymous'
    script.addEventListener('minichat', (event) => resolve((event as PanelReady).detail))
    script.onload = script.onerror = () => {
      script.remove()
      // Without effect when the panel has announced itself.
      reject()
    }
    script.src = trusted(new URL(`widget/${PANEL_FILE}`, loader.src).href)
    document.head.append(script)
  })
}

const policyName = Symbol.for('minichat')

/**
 * Pages that require trusted types take addresses of scripts from a policy only, and may allow its name only once: it
 * stays with the document for a widget that starts again.
 */
function trusted(url: string): string {
  const keeper = document as Document & { [policyName]?: UrlPolicy }
  try {
    if (window.trustedTypes) {
      keeper[policyName] ??= window.trustedTypes.createPolicy('minichat', { createScriptURL: (own) => own })
    }
  } catch {}
  return keeper[policyName]?.createScriptURL(url) ?? url
}
