import { Button, Group, Text } from '@mantine/core'
import { IconDownload, IconPrinter } from '@tabler/icons-react'
import { CopyButton } from '../../components/CopyButton.tsx'
import { useText } from '../../lib/text.ts'
import classes from './Account.module.css'
import { StepTitle } from './StepTitle.tsx'
import { securityText } from './security.text.ts'

/** Shown once; what is on paper or in a file is all there will be. */
export function BackupCodes({ codes, onKept }: { codes: string[]; onKept: () => void }) {
  const text = useText(securityText)
  const content = `${text.backupFile} · ${location.host}\n\n${codes.join('\n')}\n`
  return (
    <>
      <StepTitle>{text.backupTitle}</StepTitle>
      <Text size="sm">{text.backupHint}</Text>
      <div className={classes.sheet}>
        <Text fw={600} className={classes.sheetTitle}>
          {text.backupFile} · {location.host}
        </Text>
        <ul className={classes.codes}>
          {codes.map((code) => (
            <li key={code}>{code}</li>
          ))}
        </ul>
      </div>
      <Group gap="sm">
        <CopyButton value={content} />
        <Button
          variant="default"
          leftSection={<IconDownload size={16} aria-hidden />}
          onClick={() => download('minichat-backup-codes.txt', content)}
        >
          {text.download}
        </Button>
        <Button
          variant="default"
          leftSection={<IconPrinter size={16} aria-hidden />}
          onClick={() => globalThis.print()}
        >
          {text.print}
        </Button>
      </Group>
      <Group>
        <Button onClick={onKept}>{text.kept}</Button>
      </Group>
    </>
  )
}

function download(name: string, content: string) {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([content], { type: 'text/plain' }))
  link.download = name
  link.click()
  URL.revokeObjectURL(link.href)
}
