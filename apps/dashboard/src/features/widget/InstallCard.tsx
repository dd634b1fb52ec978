import { Button } from '@mantine/core'
import type { Widget } from '@minichat/contracts'
import { IconExternalLink } from '@tabler/icons-react'
import { CopyButton } from '../../components/CopyButton.tsx'
import { SettingsCard } from '../../components/SettingsCard.tsx'
import { useSession } from '../../lib/session.tsx'
import { useText } from '../../lib/text.ts'
import classes from './Widget.module.css'
import { widgetText } from './widget.text.ts'

export function InstallCard({ widget }: { widget: Widget }) {
  const text = useText(widgetText)
  const { workspace } = useSession()
  return (
    <SettingsCard
      guide="widget-install"
      title={text.installTitle}
      hint={text.installHint}
      footer={
        <>
          <CopyButton value={widget.snippet} label={text.copySnippet} />
          <Button
            component="a"
            href={workspace.isSample ? '/demo' : `/demo?widget=${widget.key}`}
            target="_blank"
            variant="default"
            rightSection={<IconExternalLink size={16} aria-hidden />}
          >
            {text.demo}
          </Button>
        </>
      }
    >
      {/* Reachable by keyboard, so that it can be scrolled. */}
      <section className={classes.snippet} aria-label={text.code} tabIndex={0}>
        <pre>
          <code>{widget.snippet}</code>
        </pre>
      </section>
    </SettingsCard>
  )
}
