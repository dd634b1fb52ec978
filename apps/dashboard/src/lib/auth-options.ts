import { queryOptions } from '@tanstack/react-query'
import { api } from './api.ts'

type MailOptions = { sendsMail: boolean; mailbox: string | null }

/** Whether a link that is mailed can be opened by whom it is for. */
export const reachesByMail = ({ sendsMail, mailbox }: MailOptions) => sendsMail || mailbox !== null

/** How one can sign in here, and whether this server sends mail. */
export const authOptionsQuery = queryOptions({
  queryKey: ['auth-options'],
  queryFn: async ({ signal }) => (await api.request('GET /api/v1/auth/options', { signal })).data,
  staleTime: 5 * 60_000,
})
