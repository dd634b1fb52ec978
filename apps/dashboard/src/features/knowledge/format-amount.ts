import type { Locale } from '@minichat/contracts'

const tags: Record<Locale, string> = { en: 'en-GB', th: 'th-TH' }
const periods: Record<string, string> = { min: 'minute', h: 'hour', d: 'day', wk: 'week', mo: 'month', yr: 'year' }

/** An amount of the API ('1200 THB', '3-5 d', '10 %', '09:00') as it is written. */
export function formatAmount(locale: Locale, amount: string): string {
  const [, from = '', to, unit = ''] = /^([\d.]+)(?:-([\d.]+))? (\S+)$/.exec(amount) ?? []
  const unitName = periods[unit]
  if (from === '' || unit === '%') return amount
  if (!unitName && !/^[A-Z]{3}$/.test(unit)) return amount
  const format = new Intl.NumberFormat(
    tags[locale],
    unitName
      ? { style: 'unit', unit: unitName, unitDisplay: 'long' }
      : { style: 'currency', currency: unit, currencyDisplay: 'narrowSymbol', trailingZeroDisplay: 'stripIfInteger' },
  )
  return to === undefined ? format.format(Number(from)) : format.formatRange(Number(from), Number(to))
}
