import { SegmentedControl } from '@mantine/core'
import type { Locale } from '@minichat/contracts'
import { commonText } from '../lib/common.text.ts'
import { setLocale, useLocale, useText } from '../lib/text.ts'

export function LanguageSwitch() {
  const text = useText(commonText)
  const locale = useLocale()
  return (
    <SegmentedControl
      size="xs"
      aria-label={text.language}
      value={locale}
      onChange={(value) => setLocale(value as Locale)}
      data={[
        { value: 'en', label: 'EN' },
        { value: 'th', label: <span lang="th">ไทย</span> },
      ]}
    />
  )
}
