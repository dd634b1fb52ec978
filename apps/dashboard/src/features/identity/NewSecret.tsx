import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import { IconKey } from '@tabler/icons-react'
import { CopyButton } from '../../components/CopyButton.tsx'
import { useText } from '../../lib/text.ts'
import classes from './Identity.module.css'
import { identityText } from './identity.text.ts'

/** The one time that a secret is on a screen. */
export function NewSecret({ secret, onDone }: { secret: string; onDone: () => void }) {
  const text = useText(identityText)
  return (
    <Alert role="status" color="lagoon" icon={<IconKey aria-hidden />} title={text.secretTitle}>
      <Stack gap="sm" align="flex-start">
        <Text size="sm">{text.secretHint}</Text>
        <code className={classes.secret}>{secret}</code>
        <Group gap="sm">
          <CopyButton value={secret} label={text.copySecret} />
          <Button variant="default" onClick={onDone}>
            {text.secretKept}
          </Button>
        </Group>
      </Stack>
    </Alert>
  )
}
