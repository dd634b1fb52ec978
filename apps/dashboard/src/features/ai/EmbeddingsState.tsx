import { Alert, Text } from '@mantine/core'
import type { Embeddings } from '@minichat/contracts'
import { IconAlertCircle } from '@tabler/icons-react'
import { formatNumber } from '../../lib/format.ts'
import { useLocale, useText } from '../../lib/text.ts'
import classes from './Ai.module.css'
import { embeddingsText } from './embeddings.text.ts'

/** How far the stored model has come, and why it stopped. */
export function EmbeddingsState({ stored: { passageCount, embeddedCount, problem } }: { stored: Embeddings }) {
  const text = useText(embeddingsText)
  const locale = useLocale()
  const count = formatNumber(locale, passageCount)
  return (
    <div>
      <Text size="sm" role="status">
        {passageCount === 0
          ? text.noPassages
          : embeddedCount >= passageCount
            ? text.allReady(count)
            : text.someReady(formatNumber(locale, embeddedCount), count)}
      </Text>
      {problem && (
        <Alert mt="sm" color="red" icon={<IconAlertCircle aria-hidden />}>
          <Text size="sm">{text.stopped}</Text>
          <code className={classes.said}>{problem}</code>
        </Alert>
      )}
    </div>
  )
}
