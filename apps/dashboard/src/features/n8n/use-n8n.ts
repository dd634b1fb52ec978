import type { AiProvider, AiWorkflow, N8nSettingsDraft } from '@minichat/contracts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'
import { notify } from '../../lib/notify.ts'
import { useSession } from '../../lib/session.tsx'
import { useLocale, useText } from '../../lib/text.ts'
import { useRefreshProviders } from '../ai/use-ai.ts'
import { n8nText } from './n8n.text.ts'
import { type N8nDraft, secretOf, settingsOf } from './n8n-draft.ts'

const useSigningKey = () => [useSession().workspace.id, 'n8n-signing-secret']

export function useSigning() {
  return useQuery({
    queryKey: useSigningKey(),
    queryFn: async ({ signal }) => (await api.request('GET /api/v1/n8n/signing-secret', { signal })).data,
  })
}

export function useMakeSigning() {
  const queryKey = useSigningKey()
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: async () => (await api.request('POST /api/v1/n8n/signing-secret')).data,
    onSettled: () => queryClient.invalidateQueries({ queryKey }),
    // The secret is to be nowhere once it has been shown.
    gcTime: 0,
  })
}

export function useTrial() {
  const locale = useLocale()
  return useMutation({
    mutationFn: async (asked: {
      settings: N8nSettingsDraft
      secret: string | undefined
      providerId: string | undefined
      question: string
    }) => (await api.request('POST /api/v1/n8n/try', { body: { ...asked, locale } })).data,
    gcTime: 0,
  })
}

type Written = { draft: N8nDraft; name: string }

/** Changes a workflow of the chain, or adds one as the last. @param id of the one to change; null: a new one */
export async function storeWorkflow({ draft, name }: Written, id: string | null): Promise<AiProvider> {
  const body = { name, settings: settingsOf(draft), secret: secretOf(draft) }
  const { data } = id
    ? await api.request('PATCH /api/v1/ai/providers/:providerId', { params: { providerId: id }, body })
    : await api.request('POST /api/v1/ai/providers', { body: { kind: 'n8n', ...body } })
  return data
}

/** Brings what the console has into the chain. */
export function useStoreWorkflow(onStored: (workflow: AiWorkflow) => void) {
  const text = useText(n8nText)
  const refresh = useRefreshProviders()
  return useMutation({
    mutationFn: ({ id, ...written }: Written & { id: string | null }) => storeWorkflow(written, id),
    onSuccess: async (provider) => {
      await refresh()
      if (provider.kind === 'n8n') onStored(provider)
      void notify({ color: 'lagoon', message: text.inChain })
    },
    gcTime: 0,
  })
}
