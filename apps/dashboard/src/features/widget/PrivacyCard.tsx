import { Switch, TextInput } from '@mantine/core'
import type { Widget } from '@minichat/contracts'
import { useState } from 'react'
import { SettingsCard } from '../../components/SettingsCard.tsx'
import { useChecks } from '../../lib/problems.ts'
import { useMayManage } from '../../lib/session.tsx'
import { useText } from '../../lib/text.ts'
import { useSaveWidget } from './use-widget.ts'
import { widgetText } from './widget.text.ts'

const addressMaxLength = 500

/** The owner's privacy page, and whether anything is kept on a visitor's device before the page says they agree. */
export function PrivacyCard({ widget }: { widget: Widget }) {
  const text = useText(widgetText)
  const checks = useChecks()
  const mayManage = useMayManage()
  const save = useSaveWidget(widget.id)
  const [url, setUrl] = useState(widget.privacyUrl ?? '')
  const [consentRequired, setConsentRequired] = useState(widget.consentRequired)
  const typed = url.trim()
  const problem = checks.url(url) ?? checks.tooLong(url, addressMaxLength)
  return (
    <SettingsCard
      title={text.privacyTitle}
      hint={text.privacyHint}
      save={
        mayManage
          ? {
              onSave: () => !problem && save.mutate({ privacyUrl: typed || null, consentRequired }),
              isDirty: typed !== (widget.privacyUrl ?? '') || consentRequired !== widget.consentRequired,
              isPending: save.isPending,
              isSaved: save.isSuccess,
              error: save.error,
            }
          : undefined
      }
    >
      <TextInput
        label={text.privacyUrl}
        placeholder="https://shop.example.com/privacy"
        inputMode="url"
        autoCapitalize="off"
        spellCheck={false}
        readOnly={!mayManage}
        value={url}
        error={problem}
        onChange={(event) => setUrl(event.currentTarget.value)}
      />
      <Switch
        label={text.consent}
        description={text.consentHint}
        disabled={!mayManage}
        checked={consentRequired}
        onChange={(event) => setConsentRequired(event.currentTarget.checked)}
      />
    </SettingsCard>
  )
}
