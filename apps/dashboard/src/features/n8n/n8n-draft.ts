import type { N8nSettingsDraft } from '@minichat/contracts'
import { limits } from '@minichat/contracts/limits'
import { isHttpUrl } from '../../lib/problems.ts'

/** A connection as it stands in the form. */
export type N8nDraft = {
  url: string
  trigger: 'chat' | 'webhook'
  mode: 'wait' | 'stream' | 'async'
  auth: 'none' | 'basic' | 'header' | 'jwt'
  /** Of basic authentication. */
  userName: string
  headerName: string
  secret: string
  timeoutSeconds: number
}

export const emptyDraft: N8nDraft = {
  url: '',
  trigger: 'chat',
  mode: 'wait',
  auth: 'none',
  userName: '',
  headerName: '',
  secret: '',
  timeoutSeconds: 60,
}

export type DraftField = 'url' | 'userName' | 'headerName' | 'secret' | 'timeoutSeconds'
export type DraftProblem = 'required' | 'address' | 'testAddress' | 'seconds'

/** A Chat Trigger knows basic authentication only. */
export const authKindsOf = (trigger: N8nDraft['trigger']): N8nDraft['auth'][] =>
  trigger === 'chat' ? ['none', 'basic'] : ['none', 'basic', 'header', 'jwt']

/** What a person has to mend before anything is sent. */
export function problemsOf(draft: N8nDraft): Partial<Record<DraftField, DraftProblem>> {
  const problems: Partial<Record<DraftField, DraftProblem>> = {}
  const url = draft.url.trim()
  if (url === '') problems.url = 'required'
  else if (!isHttpUrl(url)) problems.url = 'address'
  else if (new URL(url).pathname.startsWith('/webhook-test/')) problems.url = 'testAddress'
  if (draft.auth === 'basic' && draft.userName.trim() === '') problems.userName = 'required'
  if (draft.auth === 'header' && draft.headerName.trim() === '') problems.headerName = 'required'
  if (draft.auth !== 'none' && draft.secret === '') problems.secret = 'required'
  const ms = draft.timeoutSeconds * 1000
  if (!(ms >= limits.n8nTimeoutMinMs && ms <= limits.n8nTimeoutMaxMs)) problems.timeoutSeconds = 'seconds'
  return problems
}

export function settingsOf({
  url,
  trigger,
  mode,
  auth,
  userName,
  headerName,
  timeoutSeconds,
}: N8nDraft): N8nSettingsDraft {
  return { url: url.trim(), trigger, mode, auth: authOf(auth, userName, headerName), timeoutMs: timeoutSeconds * 1000 }
}

function authOf(kind: N8nDraft['auth'], userName: string, headerName: string): N8nSettingsDraft['auth'] {
  if (kind === 'basic') return { kind, userName: userName.trim() }
  if (kind === 'header') return { kind, name: headerName.trim() }
  return { kind }
}
