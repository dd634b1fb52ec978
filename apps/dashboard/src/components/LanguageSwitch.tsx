import { SegmentedControl } from '@mantine/core'
import type { Locale } from '@minichat/contracts'
import { commonText } from '../lib/common.text.ts'
import { setLocale, useLocale, useText } from '../lib/text.ts'
import classes from './LanguageSwitch.module.css'

export function LanguageSwitch() {
  const text = useText(commonText)
  const locale = useLocale()
  return (
    <SegmentedControl
      size="sm"
      classNames={{ label: classes.label }}
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
