import type { Locale } from '@minichat/contracts'

const tags: Record<Locale, string> = { en: 'en-US', th: 'th-TH' }

/** Of a few cents and less, as many digits as it takes to see that it is not nothing. */
export function formatUsd(locale: Locale, microUsd: number): string {
  const digits = microUsd === 0 || microUsd >= 100_000 ? 2 : microUsd >= 1000 ? 4 : 6
  return new Intl.NumberFormat(tags[locale], {
    style: 'currency',
    currency: 'USD',
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: 2,
    maximumFractionDigits: digits,
  }).format(microUsd / 1_000_000)
}

/** What somebody typed, in millionths of a dollar: null for nothing, undefined for what is no amount. */
export function parseUsd(text: string): number | null | undefined {
  const plain = text.trim().replace(/^\$/, '').replaceAll(',', '').trim()
  if (plain === '') return null
  if (!/^\d{1,6}(\.\d{0,6})?$/.test(plain)) return undefined
  const microUsd = Math.round(Number(plain) * 1_000_000)
  return microUsd <= 100_000_000_000 ? microUsd : undefined
}

/** For a field, such as 0.5. */
export const asTyped = (microUsd: number | null) => (microUsd === null ? '' : String(microUsd / 1_000_000))
