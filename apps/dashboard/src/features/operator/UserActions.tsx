import { Button } from '@mantine/core'
import type { OperatedUser } from '@minichat/contracts'
import { useState } from 'react'
import { Confirm } from '../../components/Confirm.tsx'
import { api } from '../../lib/api.ts'
import { useText } from '../../lib/text.ts'
import classes from './Operator.module.css'
import { operatorText } from './operator.text.ts'
import { ResetLinkDialog } from './ResetLinkDialog.tsx'
import { useOperate } from './use-operator.ts'

type Action = 'lock' | 'unlock' | 'verify-email' | 'make-operator' | 'dismiss-operator'

/** What an operator can do with an account. What others would feel is asked about first. */
export function UserActions({ user, isMe }: { user: OperatedUser; isMe: boolean }) {
  const text = useText(operatorText)
  const [asked, setAsked] = useState<keyof typeof questions | null>(null)
  const { mutate, isPending, variables } = useOperate(
    (action: Action) => api.request(`POST /api/v1/admin/users/:userId/${action}`, { params: { userId: user.id } }),
    text.done,
  )
  const questions = {
    lock: { title: text.lockTitle(user.name), hint: text.lockHint, confirm: text.lock },
    'make-operator': {
      title: text.makeOperatorTitle(user.name),
      hint: text.makeOperatorHint,
      confirm: text.makeOperator,
    },
    'dismiss-operator': {
      title: text.dismissTitle(user.name),
      hint: text.dismissHint,
      confirm: text.dismissOperator,
    },
  }
  const [link, setLink] = useState<{ url: string; expiresAt: string } | null>(null)
  const makeLink = useOperate(async () => {
    const params = { userId: user.id }
    setLink((await api.request('POST /api/v1/admin/users/:userId/reset-link', { params })).data)
  }, text.done)
  const isLocked = user.lockedAt !== null || user.guessLockUntil !== null
  const button = (action: Action, label: string) => (
    <Button
      key={action}
      size="xs"
      variant="default"
      loading={isPending && variables === action}
      onClick={() => (action in questions ? setAsked(action as keyof typeof questions) : mutate(action))}
    >
      {label}
    </Button>
  )
  const question = asked && questions[asked]
  return (
    <div className={classes.actions} role="group" aria-label={text.actions(user.name)}>
      {!user.isVerified && button('verify-email', text.verify)}
      {user.isOperator ? button('dismiss-operator', text.dismissOperator) : button('make-operator', text.makeOperator)}
      {isLocked ? button('unlock', text.unlock) : !isMe && button('lock', text.lock)}
      {!isMe && (
        <Button size="xs" variant="default" loading={makeLink.isPending} onClick={() => makeLink.mutate(undefined)}>
          {text.resetLink}
        </Button>
      )}
      <ResetLinkDialog name={user.name} link={link} onClose={() => setLink(null)} />
      <Confirm
        opened={question !== null}
        title={question?.title ?? ''}
        confirm={question?.confirm ?? ''}
        onConfirm={() => asked && mutate(asked)}
        onClose={() => setAsked(null)}
      >
        {question?.hint}
      </Confirm>
    </div>
  )
}
