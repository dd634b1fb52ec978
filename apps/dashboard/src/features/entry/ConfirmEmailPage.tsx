import { useQueryClient } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'
import { meQuery } from '../../lib/session.tsx'
import { useText } from '../../lib/text.ts'
import { entryText } from './entry.text.ts'
import { LinkPage } from './LinkPage.tsx'
import { Outcome } from './Outcome.tsx'
import { useLink } from './use-link.ts'

/** One of the two confirmations of a change of address. */
export function ConfirmEmailPage() {
  const text = useText(entryText)
  const queryClient = useQueryClient()
  const next = { to: '/account', label: text.toProfile } as const
  const link = useLink('confirm-email', async (token) => {
    const { data } = await api.request('POST /api/v1/auth/email/confirm', { body: { token } })
    queryClient.removeQueries({ queryKey: meQuery.queryKey })
    return data
  })
  return (
    <LinkPage
      title={text.emailTitle}
      link={link}
      renderDone={({ isChanged }) => (
        <Outcome kind="done" title={text.done} next={isChanged ? next : undefined}>
          {isChanged ? text.emailChanged : text.emailHalf}
        </Outcome>
      )}
      refused={
        <Outcome kind="refused" title={text.refusedTitle} next={next}>
          {text.emailRefused}
        </Outcome>
      }
    />
  )
}
