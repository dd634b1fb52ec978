import { SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import { CopyButton } from '../../components/CopyButton.tsx'
import { SettingsCard } from '../../components/SettingsCard.tsx'
import { useText } from '../../lib/text.ts'
import classes from './Identity.module.css'
import { identityText } from './identity.text.ts'
import { languageNames, type SnippetLanguage, snippetFor, snippetLanguages } from './snippets.ts'

type SnippetCardProps = { keyId: string | undefined; widgetKey: string | undefined }

/** Code for the site's server, and the line for its page. */
export function SnippetCard({ keyId, widgetKey }: SnippetCardProps) {
  const text = useText(identityText)
  const [language, setLanguage] = useState<SnippetLanguage>('node')
  const code = snippetFor(language, keyId, widgetKey)
  return (
    <SettingsCard
      title={text.codeTitle}
      hint={text.codeHint}
      footer={<CopyButton value={code} label={text.copyCode} />}
    >
      <SegmentedControl
        aria-label={text.language}
        value={language}
        onChange={(value) => setLanguage(value as SnippetLanguage)}
        data={snippetLanguages.map((value) => ({ value, label: languageNames[value] }))}
      />
      {/* Reachable by keyboard, so that it can be scrolled. */}
      <section className={classes.code} aria-label={text.codeOf(languageNames[language])} tabIndex={0}>
        <pre>
          <code>{code}</code>
        </pre>
      </section>
      <p className={classes.quiet}>{text.pageHint}</p>
      <section className={classes.code} aria-label={text.codeOfPage} tabIndex={0}>
        <pre>
          <code>{'MiniChat.identify({ token })'}</code>
        </pre>
      </section>
    </SettingsCard>
  )
}
