import { Alert, Stack, Text } from '@mantine/core'
import type { N8nTrial } from '@minichat/contracts'
import { IconAlertCircle, IconSparkles } from '@tabler/icons-react'
import { formatNumber } from '../../lib/format.ts'
import { languageOf, useLocale, useText } from '../../lib/text.ts'
import { safeHref } from '../chats/safe-href.ts'
import classes from './N8n.module.css'
import { n8nText } from './n8n.text.ts'
import { adviceText } from './n8n-advice.text.ts'

/** The answer or the reason why there is none, then both sides of the exchange. */
export function TrialResult({ trial }: { trial: N8nTrial }) {
  const text = useText(n8nText)
  const { request, response } = trial
  const headers = request?.headers.map(({ name, value }) => `${name}: ${value}`) ?? []
  return (
    <Stack gap="md">
      {trial.problem ? <Problem problem={trial.problem} /> : <Answer trial={trial} />}
      {request && (
        <Exchange
          title={text.sent}
          content={[`POST ${request.url}`, ...headers, '', indented(request.body)].join('\n')}
        />
      )}
      {response && (
        <Exchange
          title={text.received}
          content={[
            `${response.status} ${response.contentType}`,
            '',
            response.body,
            ...(response.isCut ? [`… ${text.cut}`] : []),
          ].join('\n')}
        />
      )}
    </Stack>
  )
}

function Answer({
  trial: { text: answer, quickReplies, handsOver, sources, firstTextMs, durationMs },
}: {
  trial: N8nTrial
}) {
  const text = useText(n8nText)
  const locale = useLocale()
  const seconds = (ms: number) => formatNumber(locale, Math.round(ms / 10) / 100)
  return (
    <Alert color="lagoon" icon={<IconSparkles aria-hidden />} title={text.answered(seconds(durationMs))}>
      <Stack gap="xs">
        <span className={classes.answer} lang={languageOf(answer)}>
          {answer}
        </span>
        {firstTextMs !== null && <Text size="sm">{text.firstWords(seconds(firstTextMs))}</Text>}
        {handsOver && <Text size="sm">{text.handsOver}</Text>}
        {quickReplies.length > 0 && <Text size="sm">{text.quickReplies(quickReplies.join(' · '))}</Text>}
        {sources.map(({ title, url }) => (
          <a
            key={url}
            className={classes.source}
            href={safeHref(url) ?? undefined}
            target="_blank"
            rel="noopener noreferrer"
          >
            {title}
          </a>
        ))}
      </Stack>
    </Alert>
  )
}

/** What to do about it, then the words of whoever refused. */
function Problem({ problem: { kind, message } }: { problem: NonNullable<N8nTrial['problem']> }) {
  const text = useText(n8nText)
  const advice = useText(adviceText)
  return (
    <Alert color="red" icon={<IconAlertCircle aria-hidden />} title={text.failed}>
      <Stack gap="xs">
        <span>{advice[kind]}</span>
        <code className={classes.reason}>{message}</code>
      </Stack>
    </Alert>
  )
}

function Exchange({ title, content }: { title: string; content: string }) {
  return (
    <div>
      <Text size="sm" fw={500}>
        {title}
      </Text>
      {/* Reachable by keyboard, so that it can be scrolled. */}
      <section className={classes.exchange} aria-label={title} tabIndex={0}>
        <pre>{content}</pre>
      </section>
    </div>
  )
}

const indented = (json: string) => {
  try {
    return JSON.stringify(JSON.parse(json), null, 2)
  } catch {
    return json
  }
}
