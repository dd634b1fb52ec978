import { Button, Stack, Title } from '@mantine/core'
import { IconBook2, IconBuildingStore, IconChevronRight, IconCode } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import type { ComponentType } from 'react'
import { useSession } from '../../lib/session.tsx'
import { useText } from '../../lib/text.ts'
import { welcomeStore } from '../../lib/welcome.ts'
import { chatsText } from './chats.text.ts'
import classes from './Welcome.module.css'

export function useWelcome() {
  const isShown = welcomeStore.use() === 'due'
  return { isShown, dismiss: () => welcomeStore.set('done') }
}

/** The first steps, once after set-up. */
export function Welcome({ onDone }: { onDone: () => void }) {
  const text = useText(chatsText)
  const navigate = useNavigate()
  const { me, switchWorkspace } = useSession()
  const sample = me.workspaces.find(({ isSample }) => isSample)
  return (
    <Stack className={classes.welcome} gap="lg">
      <Title order={2} size="h3">
        {text.welcomeTitle}
      </Title>
      <ol className={classes.steps}>
        <Step
          Icon={IconBook2}
          title={text.welcomeKnowledge}
          hint={text.welcomeKnowledgeHint}
          onClick={() => void navigate({ to: '/knowledge' })}
        />
        <Step
          Icon={IconCode}
          title={text.welcomeWidget}
          hint={text.welcomeWidgetHint}
          onClick={() => void navigate({ to: '/widget' })}
        />
        {sample && (
          <Step
            Icon={IconBuildingStore}
            title={text.welcomeSample}
            hint={text.welcomeSampleHint}
            onClick={() => switchWorkspace(sample.id)}
          />
        )}
      </ol>
      <Button variant="default" onClick={onDone} style={{ alignSelf: 'flex-start' }}>
        {text.welcomeDone}
      </Button>
    </Stack>
  )
}

type StepProps = {
  Icon: ComponentType<{ size: number; stroke: number; 'aria-hidden': boolean }>
  title: string
  hint: string
  onClick: () => void
}

function Step({ Icon, title, hint, onClick }: StepProps) {
  return (
    <li>
      <button type="button" className={classes.step} onClick={onClick}>
        <Icon size={22} stroke={1.5} aria-hidden />
        <span className={classes.words}>
          <span className={classes.title}>{title}</span>
          <span className={classes.hint}>{hint}</span>
        </span>
        <IconChevronRight size={18} stroke={1.5} aria-hidden />
      </button>
    </li>
  )
}
