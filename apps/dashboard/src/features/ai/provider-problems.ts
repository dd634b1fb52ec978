import { limits } from '@minichat/contracts/limits'
import { commonText } from '../../lib/common.text.ts'
import { formatNumber } from '../../lib/format.ts'
import { isHttpUrl, useChecks } from '../../lib/problems.ts'
import { useLocale, useText } from '../../lib/text.ts'
import { aiText } from './ai.text.ts'
import { isWithin, needsAddress, type ProviderDraft } from './provider-draft.ts'

export type ProviderProblems = Record<
  'name' | 'baseUrl' | 'model' | 'maxOutputTokens' | 'firstTokenSeconds' | 'gapSeconds' | 'wholeSeconds',
  string | null
>

const longestFirst = limits.firstTokenMaxMs / 1000

/** What is wrong with the fields of the dialog, in the reader's words. */
export function useProviderProblems(draft: ProviderDraft): ProviderProblems {
  const text = useText(aiText)
  const common = useText(commonText)
  const locale = useLocale()
  const checks = useChecks()
  const number = (value: string, min: number, max: number) =>
    isWithin(value, min, max) ? null : text.between(formatNumber(locale, min), formatNumber(locale, max))
  const address = draft.baseUrl.trim()
  return {
    name: checks.required(draft.name, limits.nameMaxLength),
    baseUrl: needsAddress(draft)
      ? text.baseUrlRequired
      : address === '' || isHttpUrl(address)
        ? null
        : common.urlInvalid,
    model: checks.required(draft.model, 200),
    maxOutputTokens: number(draft.maxOutputTokens, 64, 16_000),
    firstTokenSeconds: number(draft.firstTokenSeconds, 1, longestFirst),
    gapSeconds: number(draft.gapSeconds, 1, longestFirst),
    wholeSeconds: number(draft.wholeSeconds, 5, 300),
  }
}
