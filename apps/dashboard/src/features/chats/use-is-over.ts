import { useQuery } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'
import { useNow } from '../../lib/use-now.ts'
import { useInbox } from './inbox-context.ts'

export const targetKey = (workspaceId: string) => [workspaceId, 'answer-target']

/** Whether a visitor has waited for longer than the team allows itself. How hours are counted is fetched where they are. */
export function useIsOver(since: string): boolean {
  const { workspaceId } = useInbox()
  const now = useNow()
  const { data: openMs } = useQuery({
    queryKey: targetKey(workspaceId),
    queryFn: async ({ signal }) => {
      const { data } = await api.request('GET /api/v1/assignment', { signal })
      const { targetMinutes, week, holidays, timeZone } = data
      if (targetMinutes === null) return null
      const { openMsBetween } = await import('@minichat/contracts/office-hours')
      const hours = week && { timeZone, week, holidays }
      return { isOver: (from: number, to: number) => openMsBetween(hours, from, to) > targetMinutes * 60_000 }
    },
    staleTime: 300_000,
    structuralSharing: false,
  })
  return openMs?.isOver(Date.parse(since), now.getTime()) ?? false
}
