import { Alert, Button } from '@mantine/core'
import type { SignInProviderId } from '@minichat/contracts'
import { IconAlertCircle } from '@tabler/icons-react'
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import listClasses from '../../components/ListFrame.module.css'
import { usePasswordPrompt } from '../../components/password/PasswordPrompt.tsx'
import { SettingsCard } from '../../components/SettingsCard.tsx'
import { api } from '../../lib/api.ts'
import { formatDay } from '../../lib/format.ts'
import { useCodeProblem } from '../../lib/problems.ts'
import { useLocale, useText } from '../../lib/text.ts'
import { useNow } from '../../lib/use-now.ts'
import { ItemRow } from './ItemRow.tsx'
import { securityText } from './security.text.ts'

const providersQuery = queryOptions({
  queryKey: ['providers'],
  queryFn: async ({ signal }) => (await api.request('GET /api/v1/auth/providers', { signal })).data,
})

type Provider = { id: SignInProviderId; name: string }

/** Accounts elsewhere that sign one in here. Not there where this server takes none. */
export function ProvidersCard() {
  const text = useText(securityText)
  const locale = useLocale()
  const now = useNow()
  const codeProblem = useCodeProblem()
  const queryClient = useQueryClient()
  const { problem: code } = useSearch({ from: '/frame/account/security' })
  const { data: providers } = useQuery(providersQuery)
  const { ask, dialog } = usePasswordPrompt()
  if (!providers || providers.length === 0) return null

  const link = ({ id, name }: Provider) =>
    ask({
      title: text.linkTitle(name),
      hint: text.linkHint(name),
      confirm: text.link,
      run: async (password) => {
        const call = { params: { provider: id }, body: { password, next: '/account/security' } }
        location.assign((await api.request('POST /api/v1/auth/providers/:provider/link', call)).data.url)
      },
    })

  const unlink = ({ id, name }: Provider) =>
    ask({
      title: text.unlinkTitle,
      hint: text.unlinkHint(name),
      confirm: text.unlink,
      isDangerous: true,
      run: async (password) => {
        const call = { params: { provider: id }, body: { password } }
        await api.request('POST /api/v1/auth/providers/:provider/unlink', call)
        await queryClient.invalidateQueries(providersQuery)
      },
    })

  return (
    <>
      <SettingsCard title={text.providersTitle} hint={text.providersHint}>
        {code && (
          <Alert color="red" role="alert" icon={<IconAlertCircle aria-hidden />}>
            {codeProblem(code)}
          </Alert>
        )}
        <ul className={listClasses.list}>
          {providers.map(({ id, name, linked }) => (
            <li key={id}>
              <ItemRow
                title={name}
                details={
                  linked
                    ? `${linked.account} · ${text.linkedSince(formatDay(locale, new Date(linked.linkedAt), now))}`
                    : text.notLinked
                }
                action={
                  <Button
                    variant="default"
                    size="sm"
                    flex="none"
                    aria-label={linked ? text.unlinkProvider(name) : text.linkProvider(name)}
                    onClick={() => (linked ? unlink : link)({ id, name })}
                  >
                    {linked ? text.unlink : text.link}
                  </Button>
                }
              />
            </li>
          ))}
        </ul>
      </SettingsCard>
      {dialog}
    </>
  )
}
