import { Alert, Button, Group, Text, TextInput } from '@mantine/core'
import type { AiProviderTest, AiProviderTrial } from '@minichat/contracts'
import { limits } from '@minichat/contracts/limits'
import { IconPlayerPlay, IconSparkles } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { api } from '../../lib/api.ts'
import { formatNumber } from '../../lib/format.ts'
import { useChecks } from '../../lib/problems.ts'
import { languageOf, useLocale, useText } from '../../lib/text.ts'
import classes from './Ai.module.css'
import { aiText } from './ai.text.ts'
import { FailureNotice } from './FailureNotice.tsx'

/** Asks the provider one question. @param trial what is written in the dialog; null while that is not valid */
export function ProviderTest({ trial }: { trial: () => AiProviderTrial | null }) {
  const text = useText(aiText)
  const locale = useLocale()
  const checks = useChecks()
  const [question, setQuestion] = useState<string>(text.testDefault)
  const outcome = useRef<HTMLDivElement>(null)
  const test = useMutation({
    mutationFn: async (provider: AiProviderTrial) =>
      (await api.request('POST /api/v1/ai/providers/test', { body: { question, provider } })).data,
    // The form is longer than most screens, and this is its end.
    onSettled: () => requestAnimationFrame(() => outcome.current?.scrollIntoView({ block: 'nearest' })),
  })
  const problem = checks.required(question, limits.questionMaxLength)
  const run = () => {
    const provider = trial()
    if (provider && !problem) test.mutate(provider)
  }
  const seconds = (ms: number) => formatNumber(locale, Math.round(ms / 100) / 10)
  return (
    <div className={classes.test}>
      <Group gap="sm" align="flex-end">
        <TextInput
          className={classes.grow}
          label={text.testQuestion}
          value={question}
          error={problem}
          onChange={(event) => setQuestion(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return
            event.preventDefault()
            run()
          }}
        />
        <Button
          variant="default"
          loading={test.isPending}
          leftSection={<IconPlayerPlay size={16} aria-hidden />}
          onClick={run}
        >
          {text.test}
        </Button>
      </Group>
      <Text size="xs" c="dimmed" mt={6}>
        {text.testHint}
      </Text>
      <div ref={outcome} aria-live="polite">
        {test.data && !test.isPending && (
          <Alert
            mt="sm"
            color="lagoon"
            icon={<IconSparkles aria-hidden />}
            title={text.testAnswer(
              seconds(test.data.durationMs),
              seconds(test.data.firstTokenMs),
              formatNumber(locale, test.data.citationCount),
            )}
          >
            <span className={classes.answer} lang={languageOf(test.data.text)}>
              {test.data.text}
            </span>
            <UnseenWords test={test.data} />
          </Alert>
        )}
        {test.error && !test.isPending && <FailureNotice error={test.error} />}
      </div>
    </div>
  )
}

/** What the model wrote where visitors would not see it: before there is any knowledge, that is everything. */
function UnseenWords({ test: { text, modelText, citationCount } }: { test: AiProviderTest }) {
  const words = useText(aiText)
  const written = modelText?.trim()
  if (citationCount > 0 || !written || written === text.trim()) return null
  return (
    <>
      <Text size="sm" fw={600} mt="sm">
        {words.testUnseen}
      </Text>
      <span className={classes.answer} lang={languageOf(written)}>
        {written}
      </span>
    </>
  )
}
