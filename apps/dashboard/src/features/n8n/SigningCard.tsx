import { Button, Skeleton, Text } from '@mantine/core'
import { useState } from 'react'
import { Confirm } from '../../components/Confirm.tsx'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { SettingsCard } from '../../components/SettingsCard.tsx'
import { formatDateTime } from '../../lib/format.ts'
import { notify } from '../../lib/notify.ts'
import { useProblem } from '../../lib/problems.ts'
import { useLocale, useText } from '../../lib/text.ts'
import { NewSecret } from '../identity/NewSecret.tsx'
import { n8nText } from './n8n.text.ts'
import { useMakeSigning, useSigning } from './use-n8n.ts'

/** The secret that both sides sign with. */
export function SigningCard() {
  const text = useText(n8nText)
  const locale = useLocale()
  const problem = useProblem()
  const signing = useSigning()
  const make = useMakeSigning()
  const [asks, setAsks] = useState(false)
  const at = (moment: string) => formatDateTime(locale, new Date(moment))
  const run = () =>
    make.mutate(undefined, {
      onSettled: () => setAsks(false),
      onError: (error) => void notify({ color: 'red', message: problem(error) }),
    })
  const madeAt = signing.data?.madeAt ?? null
  return (
    <SettingsCard
      title={text.signingTitle}
      hint={text.signingHint}
      footer={
        <Button
          variant="default"
          loading={make.isPending}
          disabled={!signing.data}
          onClick={() => (madeAt ? setAsks(true) : run())}
        >
          {madeAt ? text.replaceSecret : text.makeSecret}
        </Button>
      }
    >
      {make.data && <NewSecret secret={make.data.secret} onDone={make.reset} />}
      {signing.isError && <ErrorNotice error={signing.error} onRetry={() => void signing.refetch()} />}
      {signing.isPending && <Skeleton height={22} />}
      {signing.data && (
        <Text size="sm">
          {madeAt ? text.secretMade(at(madeAt)) : text.noSecret}
          {signing.data.oldCountsUntil && ` ${text.oldCounts(at(signing.data.oldCountsUntil))}`}
        </Text>
      )}
      <Confirm
        opened={asks}
        title={text.replaceTitle}
        confirm={text.replaceSecret}
        isPending={make.isPending}
        onConfirm={run}
        onClose={() => setAsks(false)}
      >
        {text.replaceHint}
      </Confirm>
    </SettingsCard>
  )
}
