import { Alert, Button, Group, Text, TextInput } from '@mantine/core'
import { limits } from '@minichat/contracts/limits'
import { IconAlertCircle, IconPlayerPlay, IconSparkles } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { api, isApiError } from '../../lib/api.ts'
import { formatNumber } from '../../lib/format.ts'
import { useChecks, useProblem } from '../../lib/problems.ts'
import { languageOf, useLocale, useText } from '../../lib/text.ts'
import classes from './Settings.module.css'
import { settingsText } from './settings.text.ts'
import type { ResponderChange } from './use-workspace.ts'

/** Asks the responder one question. @param change what is written in the card; null while that is not valid */
export function ResponderTest({ change }: { change: () => ResponderChange | null }) {
  const text = useText(settingsText)
  const locale = useLocale()
  const checks = useChecks()
  const [question, setQuestion] = useState<string>(text.testDefault)
  const test = useMutation({
    mutationFn: async (responder: ResponderChange) =>
      (await api.request('POST /api/v1/workspace/responder/test', { body: { question, responder } })).data,
  })
  const problem = checks.required(question, limits.questionMaxLength)
  const run = () => {
    const responder = change()
    if (responder && !problem) test.mutate(responder)
  }
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
      <div aria-live="polite">
        {test.data && !test.isPending && (
          <Alert
            mt="sm"
            color="lagoon"
            icon={<IconSparkles aria-hidden />}
            title={text.testAnswer(
              formatNumber(locale, Math.round(test.data.durationMs / 100) / 10),
              formatNumber(locale, test.data.citationCount),
            )}
          >
            <span className={classes.answer} lang={languageOf(test.data.text)}>
              {test.data.text}
            </span>
          </Alert>
        )}
        {test.error && !test.isPending && <TestFailure error={test.error} />}
      </div>
    </div>
  )
}

/** Says what went wrong in our words, then the provider's own. */
function TestFailure({ error }: { error: Error }) {
  const text = useText(settingsText)
  const problem = useProblem()
  const reasons = isApiError(error, 'RESPONDER_FAILED', 'ADDRESS_NOT_ALLOWED', 'VALIDATION_ERROR')
    ? [error.message, ...error.details.map(({ path, message }) => (path ? `${path}: ${message}` : message))]
    : []
  return (
    <Alert mt="sm" color="red" icon={<IconAlertCircle aria-hidden />} title={problem(error)}>
      {reasons.length > 0 && (
        <>
          <Text size="sm">{text.testReason}:</Text>
          {reasons.map((reason) => (
            <code key={reason} className={classes.reason}>
              {reason}
            </code>
          ))}
        </>
      )}
    </Alert>
  )
}
