import { Alert, Anchor, Button, Stack, Text } from '@mantine/core'
import { IconCircleCheck, IconInfoCircle, IconLinkOff } from '@tabler/icons-react'
import { Link, type LinkProps } from '@tanstack/react-router'
import { type ReactNode, useEffect, useRef } from 'react'

type Way = { to: LinkProps['to']; label: string }
type OutcomeProps = {
  kind: 'done' | 'refused' | 'info'
  title: string
  children: ReactNode
  /** The way on, and another one. */
  next?: Way
  other?: Way
}

const looks = {
  done: { color: 'lagoon', Icon: IconCircleCheck },
  refused: { color: 'orange', Icon: IconLinkOff },
  info: { color: 'gray', Icon: IconInfoCircle },
} as const

/** What came of a link or a form, and the way on. Takes the focus, as what had it is gone. */
export function Outcome({ kind, title, children, next, other }: OutcomeProps) {
  const { color, Icon } = looks[kind]
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => box.current?.focus(), [])
  return (
    <Stack gap="md">
      <Alert
        ref={box}
        tabIndex={-1}
        color={color}
        icon={<Icon aria-hidden />}
        title={title}
        role={kind === 'refused' ? 'alert' : 'status'}
      >
        <Text size="sm" component="div">
          {children}
        </Text>
      </Alert>
      {next && (
        <Button component={Link} to={next.to} size="md">
          {next.label}
        </Button>
      )}
      {other && (
        <Anchor component={Link} to={other.to} size="sm" ta="center" td="underline">
          {other.label}
        </Anchor>
      )}
    </Stack>
  )
}
