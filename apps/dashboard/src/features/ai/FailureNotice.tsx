import { Alert, Text } from '@mantine/core'
import { IconAlertCircle } from '@tabler/icons-react'
import { isApiError } from '../../lib/api.ts'
import { useProblem } from '../../lib/problems.ts'
import { useText } from '../../lib/text.ts'
import classes from './Ai.module.css'
import { aiText } from './ai.text.ts'

/** Says what went wrong in our words, then the provider's own. */
export function FailureNotice({ error }: { error: Error }) {
  const text = useText(aiText)
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
            <code key={reason} className={classes.said}>
              {reason}
            </code>
          ))}
        </>
      )}
    </Alert>
  )
}
