/**
 * Makes an allowed origin of what somebody typed or pasted: `shop.example.com/cart` becomes `https://shop.example.com`.
 * @returns null when there is no origin in it.
 */
export function toOrigin(typed: string): string | null {
  const value = typed.trim().toLowerCase()
  if (value === '') return null
  const withScheme = /^https?:\/\//.test(value) ? value : value.includes('://') ? '' : `https://${value}`
  const origin = /^https?:\/\/(\*\.)?[a-z0-9.-]+(:\d{1,5})?(?=[/?#]|$)/.exec(withScheme)?.[0] ?? null
  if (!origin) return null
  const host = origin.replace(/^https?:\/\/(\*\.)?/, '').replace(/:\d+$/, '')
  const isName = host === 'localhost' || /^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(host)
  return isName ? origin : null
}
