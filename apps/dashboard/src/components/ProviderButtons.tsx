import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { authOptionsQuery } from '../lib/auth-options.ts'
import { commonText } from '../lib/common.text.ts'
import { useLocale, useText } from '../lib/text.ts'

/** The accounts elsewhere that this server takes. @param next where they come back to. */
export function ProviderButtons({ next }: { next: string }) {
  const text = useText(commonText)
  const locale = useLocale()
  const providers = useQuery(authOptionsQuery).data?.providers ?? []
  return providers.map(({ id, name }) => (
    <Button
      key={id}
      component="a"
      variant="default"
      size="md"
      href={`/api/v1/auth/providers/${id}/start?${new URLSearchParams({ next, locale })}`}
    >
      {text.signInWith(name)}
    </Button>
  ))
}
