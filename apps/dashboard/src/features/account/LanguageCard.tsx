import { Radio, Stack } from '@mantine/core'
import type { Locale } from '@minichat/contracts'
import { SettingsCard } from '../../components/SettingsCard.tsx'
import { notify } from '../../lib/notify.ts'
import { useProblem } from '../../lib/problems.ts'
import { setLocale, useLocale, useText } from '../../lib/text.ts'
import { useSaveMe } from '../../lib/use-save-me.ts'
import { accountText } from './account.text.ts'

/** Holds at once: here, and in the mails that one gets. */
export function LanguageCard() {
  const text = useText(accountText)
  const locale = useLocale()
  const problem = useProblem()
  const save = useSaveMe()

  function choose(chosen: Locale) {
    setLocale(chosen)
    save.mutate({ locale: chosen }, { onError: (error) => void notify({ color: 'red', message: problem(error) }) })
  }

  return (
    <SettingsCard title={text.languageTitle} hint={text.languageHint}>
      <Radio.Group
        aria-label={text.languageTitle}
        value={locale}
        onChange={(value) => choose(value === 'th' ? 'th' : 'en')}
      >
        <Stack gap={6}>
          <Radio value="en" label="English" lang="en" />
          <Radio value="th" label="ไทย" lang="th" />
        </Stack>
      </Radio.Group>
    </SettingsCard>
  )
}
