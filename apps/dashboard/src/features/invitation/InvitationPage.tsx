import '../../styles/forms.ts'
import { Alert, Button, Divider, Skeleton, Stack, Text } from '@mantine/core'
import type { InvitationOffer } from '@minichat/contracts'
import { IconLink, IconLinkOff } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { EntryLayout } from '../../components/EntryLayout.tsx'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { ProviderButtons } from '../../components/ProviderButtons.tsx'
import { usePageTitle } from '../../components/use-page-title.ts'
import { api, isApiError } from '../../lib/api.ts'
import { authOptionsQuery } from '../../lib/auth-options.ts'
import { commonText } from '../../lib/common.text.ts'
import { useLinkToken } from '../../lib/link-token.ts'
import { meQuery } from '../../lib/session.tsx'
import { useText } from '../../lib/text.ts'
import { rolesText } from '../team/roles.text.ts'
import { AcceptCard } from './AcceptCard.tsx'
import { invitationText } from './invitation.text.ts'
import { NewPersonForm } from './NewPersonForm.tsx'

/** Where an invitation's link leads: one button for who has an account, a short form for who has none. */
export function InvitationPage() {
  const text = useText(invitationText)
  const names = useText(rolesText)
  usePageTitle(text.title)
  const token = useLinkToken('invitation')
  const me = useQuery({ ...meQuery, retry: false })
  const offer = useQuery({
    queryKey: ['invitation', token],
    queryFn: async ({ signal }) =>
      (await api.request('POST /api/v1/invitations/look', { body: { token: token ?? '' }, signal })).data,
    enabled: token !== null,
  })

  if (token === null) return <Ended title={text.needTitle} hint={text.needHint} isSignedIn={me.isSuccess} />
  if (isApiError(offer.error, 'INVALID_LINK', 'VALIDATION_ERROR'))
    return <Ended title={text.endedTitle} hint={text.endedHint} isSignedIn={me.isSuccess} isRefused />
  if (offer.isError)
    return (
      <EntryLayout title={text.title}>
        <ErrorNotice error={offer.error} onRetry={() => void offer.refetch()} />
      </EntryLayout>
    )
  if (!offer.data || me.isPending)
    return (
      <EntryLayout title={text.title}>
        <Stack>
          <Skeleton height={24} />
          <Skeleton height={42} />
        </Stack>
      </EntryLayout>
    )

  const { workspace, invitedBy, role, email, hasAccount } = offer.data
  return (
    <EntryLayout
      title={text.joinTitle(workspace)}
      hint={invitedBy ? text.invitedBy(invitedBy, names[role]) : text.invited(names[role])}
    >
      <Text mb="lg">
        {text.forAddress}{' '}
        <Text span fw={550} style={{ overflowWrap: 'anywhere' }}>
          {email}
        </Text>
      </Text>
      <NextStep token={token} offer={offer.data} ownEmail={me.data?.user.email ?? null} hasAccount={hasAccount} />
    </EntryLayout>
  )
}

type NextStepProps = { token: string; offer: InvitationOffer; ownEmail: string | null; hasAccount: boolean }

function NextStep({ token, offer, ownEmail, hasAccount }: NextStepProps) {
  const text = useText(invitationText)
  if (ownEmail !== null) return <AcceptCard token={token} email={offer.email} ownEmail={ownEmail} />
  if (!hasAccount)
    return (
      <Stack gap="md">
        <NewPersonForm token={token} email={offer.email} workspace={offer.workspace} />
        <ByProvider />
      </Stack>
    )
  return (
    <Stack gap="md">
      <Text c="dimmed">{text.hasAccount}</Text>
      <Button size="md" renderRoot={(props) => <Link to="/sign-in" search={{ next: '/invitation' }} {...props} />}>
        {text.signIn}
      </Button>
      <ByProvider />
    </Stack>
  )
}

/** Who signs in there comes back to this page; the link's token waits in this tab. */
function ByProvider() {
  const common = useText(commonText)
  const text = useText(invitationText)
  const { data: options } = useQuery(authOptionsQuery)
  if (!options || options.providers.length === 0) return null
  return (
    <>
      <Divider label={common.or} />
      <ProviderButtons next="/invitation" />
      <Text size="sm" c="dimmed">
        {text.providerHint}
      </Text>
    </>
  )
}

type EndedProps = { title: string; hint: string; isSignedIn: boolean; isRefused?: boolean }

function Ended({ title, hint, isSignedIn, isRefused }: EndedProps) {
  const text = useText(invitationText)
  const to = isSignedIn ? '/chats' : '/sign-in'
  return (
    <EntryLayout title={text.title}>
      <Stack gap="lg" align="flex-start">
        <Alert
          color={isRefused ? 'orange' : 'lagoon'}
          icon={isRefused ? <IconLinkOff aria-hidden /> : <IconLink aria-hidden />}
          title={title}
          role={isRefused ? 'alert' : undefined}
        >
          {hint}
        </Alert>
        <Button variant="default" renderRoot={(props) => <Link to={to} {...props} />}>
          {isSignedIn ? text.toChats : text.toSignIn}
        </Button>
      </Stack>
    </EntryLayout>
  )
}
