/** Where the visitor is, as far as it may be kept. */
export type Place = { pageUrl: string | undefined; consent: boolean | undefined }

const pageUrlMax = 2000

/**
 * The page without its fragment, which may hold anything; only where it is a web page.
 * @param consent undefined where nobody asks for it.
 */
export function placeOf(consent: boolean | undefined): Place {
  const url = location.origin + location.pathname + location.search
  const isKept = consent !== false && url.startsWith('http') && url.length <= pageUrlMax
  return { pageUrl: isKept ? url : undefined, consent }
}
