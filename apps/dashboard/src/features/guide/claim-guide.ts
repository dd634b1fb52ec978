import type { Guide } from '@minichat/contracts'
import { api } from '../../lib/api.ts'
import { queryClient } from '../../lib/query-client.ts'
import { meQuery } from '../../lib/session.tsx'

/** Notes that a guide is being shown. @returns whether it is for the first time, on whatever device. */
export async function claimGuide(guide: Guide): Promise<boolean> {
  const { data } = await api.request('PATCH /api/v1/me/guides', { body: { seen: [guide] } })
  queryClient.setQueryData(meQuery.queryKey, (me) => me && { ...me, user: { ...me.user, guidesSeen: data.seen } })
  return data.added.includes(guide)
}
