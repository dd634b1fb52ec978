import { Skeleton, Text } from '@mantine/core'
import type { ServerHealth } from '@minichat/contracts'
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { PageLayout } from '../../components/PageLayout.tsx'
import { commonText } from '../../lib/common.text.ts'
import { formatBytes, formatDateTime, formatNumber } from '../../lib/format.ts'
import { useLocale, useText } from '../../lib/text.ts'
import classes from './Operator.module.css'
import { operatorText } from './operator.text.ts'
import { useServerHealth } from './use-operator.ts'

/** Below this the disk needs a look. */
const lowDiskShare = 0.1

export function ServerHealthPage() {
  const text = useText(operatorText)
  const common = useText(commonText)
  const { data, isError, error, refetch } = useServerHealth()
  return (
    <PageLayout title={text.health} wide>
      <Text c="dimmed" mt={-12} mb="md">
        {text.healthHint}
      </Text>
      {isError && <ErrorNotice error={error} title={common.couldNotLoad} onRetry={() => void refetch()} />}
      {!data && !isError && (
        <div role="status" aria-label={common.loading}>
          <Skeleton height={320} radius="lg" />
        </div>
      )}
      {data && <HealthCards health={data} />}
    </PageLayout>
  )
}

function HealthCards({ health: { database, live, mail, disk, ...server } }: { health: ServerHealth }) {
  const text = useText(operatorText)
  const locale = useLocale()
  const number = (value: number) => formatNumber(locale, value)
  const bytes = (value: number) => formatBytes(locale, value)
  const time = (value: string) => formatDateTime(locale, new Date(value))
  const { busy, idle, waiting } = database.connections
  return (
    <ul className={classes.cards}>
      <HealthCard
        title={text.server}
        facts={[
          [text.version, server.version],
          [text.node, server.nodeVersion],
          [text.started, time(server.startedAt)],
          [text.memory, bytes(server.memoryBytes)],
          [text.streams, number(server.openStreams)],
        ]}
      />
      <HealthCard
        title={text.database}
        isBad={waiting > 0}
        facts={[
          [text.postgres, database.version],
          [text.size, bytes(database.sizeBytes)],
          [text.answersIn, text.milliseconds(number(database.answersInMs))],
          [text.connections, text.connectionsAre(number(busy), number(idle), number(waiting))],
        ]}
      />
      <HealthCard
        title={text.live}
        isBad={!live.isConnected}
        facts={[
          [text.transport, text[live.transport]],
          [text.connection, live.isConnected ? text.connected : text.disconnected],
        ]}
      />
      <HealthCard
        title={text.mail}
        isBad={mail.failed > 0}
        facts={[
          [text.sending, mail.isConfigured ? text.mailOn : text.mailOff],
          [text.mailWaiting, number(mail.waiting)],
          [text.mailFailed, number(mail.failed)],
          ...(mail.oldestWaitingSince ? [[text.oldest, time(mail.oldestWaitingSince)] as const] : []),
        ]}
      />
      {disk && (
        <HealthCard
          title={text.disk}
          isBad={disk.freeBytes < disk.totalBytes * lowDiskShare}
          facts={[[text.free, text.diskOf(bytes(disk.freeBytes), bytes(disk.totalBytes))]]}
        />
      )}
    </ul>
  )
}

type HealthCardProps = { title: string; isBad?: boolean; facts: (readonly [string, string])[] }

function HealthCard({ title, isBad = false, facts }: HealthCardProps) {
  const text = useText(operatorText)
  const Icon = isBad ? IconAlertTriangle : IconCircleCheck
  return (
    <li className={classes.card}>
      <h2 className={classes.cardTitle}>
        {title}
        <span className={classes.verdict} data-bad={isBad || undefined}>
          <Icon size={16} aria-hidden /> {isBad ? text.attention : text.fine}
        </span>
      </h2>
      <dl className={classes.pairs}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </li>
  )
}
