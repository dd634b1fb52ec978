import type { Locale } from '@minichat/contracts'
import { formatNumber } from '../../lib/format.ts'

/** 0 to 1 as whole percents; never '100 %' or '0 %' for what only comes near. */
export function formatPercent(locale: Locale, share: number): string {
  const percent = Math.round(share * 100)
  const near = share > 0 && share < 1 ? Math.min(99, Math.max(1, percent)) : percent
  return `${formatNumber(locale, near)} %`
}

/** '0.8 s', '12.4 s', or '35 ms'. */
export function formatMs(locale: Locale, ms: number): string {
  if (ms < 1000) return `${formatNumber(locale, ms)} ms`
  return `${formatNumber(locale, Math.round(ms / 100) / 10)} s`
}
