import { Button, Group, Loader, Stack, Text } from '@mantine/core'
import { commonText } from '../../lib/common.text.ts'
import { useProblem } from '../../lib/problems.ts'
import { useText } from '../../lib/text.ts'
import { HandOverLink } from './HandOverLink.tsx'
import classes from './Team.module.css'
import { teamText } from './team.text.ts'
import type { InviteResult } from './use-invite-all.ts'

type InviteResultsProps = { results: InviteResult[]; isSending: boolean; onMore: () => void; onClose: () => void }

export function InviteResults({ results, isSending, onMore, onClose }: InviteResultsProps) {
  const text = useText(teamText)
  return (
    <Stack gap="lg">
      <ul className={classes.results} aria-label={text.results} aria-live="polite">
        {results.map((result) => (
          <li key={result.email}>
            <Result result={result} />
          </li>
        ))}
      </ul>
      <Group justify="flex-end" gap="sm">
        <Button variant="default" disabled={isSending} onClick={onMore}>
          {text.inviteMore}
        </Button>
        <Button disabled={isSending} onClick={onClose}>
          {text.done}
        </Button>
      </Group>
    </Stack>
  )
}

function Result({ result: { email, sent, error } }: { result: InviteResult }) {
  const text = useText(teamText)
  const common = useText(commonText)
  const problem = useProblem()
  if (sent?.link) return <HandOverLink email={email} link={sent.link} />
  return (
    <>
      <div className={classes.email}>{email}</div>
      {sent && (
        <Text size="sm" c="dimmed">
          {sent.isResent ? text.sentAgain : text.sent}
        </Text>
      )}
      {error !== undefined && (
        <Text size="sm" c="var(--mantine-color-error)">
          {problem(error)}
        </Text>
      )}
      {!sent && error === undefined && <Loader size="xs" aria-label={common.loading} />}
    </>
  )
}
