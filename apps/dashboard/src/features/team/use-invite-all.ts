import type { Role, SentInvitation } from '@minichat/contracts'
import { useState } from 'react'
import { api } from '../../lib/api.ts'
import { noticeSignedOut } from '../../lib/query-client.ts'
import { useRefreshTeam } from './use-team.ts'

export type InviteResult = { email: string; sent?: SentInvitation; error?: unknown }

/** Invites one after the other; what became of each is told as it comes. */
export function useInviteAll() {
  const refresh = useRefreshTeam()
  const [results, setResults] = useState<InviteResult[]>([])
  const [isSending, setSending] = useState(false)

  async function invite(email: string, role: Role): Promise<InviteResult> {
    try {
      const { data } = await api.request('POST /api/v1/team/invitations', { body: { email, role } })
      return { email, sent: data }
    } catch (error) {
      noticeSignedOut(error)
      return { email, error }
    }
  }

  async function inviteAll(addresses: string[], role: Role) {
    setSending(true)
    setResults(addresses.map((email) => ({ email })))
    for (const email of addresses) {
      const result = await invite(email, role)
      setResults((known) => known.map((one) => (one.email === email ? result : one)))
    }
    setSending(false)
    await refresh()
  }

  return { results, isSending, inviteAll, startAnew: () => setResults([]) }
}
