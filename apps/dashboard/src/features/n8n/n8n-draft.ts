import type { AiWorkflow, N8nSettings, N8nSettingsDraft } from '@minichat/contracts'
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
  heartbeatEn: string
  heartbeatTh: string
  /** Names with commas between. */
  attributes: string
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
  heartbeatEn: '',
  heartbeatTh: '',
  attributes: '',
}

export type DraftField = 'url' | 'userName' | 'headerName' | 'secret' | 'timeoutSeconds' | 'attributes'
export type DraftProblem = 'required' | 'address' | 'testAddress' | 'seconds' | 'attributeNames'

/** A stored workflow as it stands in the form; its secret is not known here. */
export const draftOf = ({ settings }: Pick<AiWorkflow, 'settings'>): N8nDraft => ({
  url: settings.url,
  trigger: settings.trigger,
  mode: settings.mode,
  auth: settings.auth.kind,
  userName: settings.auth.kind === 'basic' ? settings.auth.userName : '',
  headerName: settings.auth.kind === 'header' ? settings.auth.name : '',
  secret: '',
  timeoutSeconds: settings.timeoutMs / 1000,
  heartbeatEn: settings.heartbeat.en,
  heartbeatTh: settings.heartbeat.th,
  attributes: settings.attributes.join(', '),
})

export type StoredSecret = { hasSecret: boolean; settings: Pick<N8nSettings, 'url' | 'auth'> }

/** Whether the stored secret goes with what is in the form: to the same server, by the same authentication. */
export const fitsStored = (draft: Pick<N8nDraft, 'url' | 'auth'>, stored: StoredSecret | null) =>
  stored !== null &&
  stored.hasSecret &&
  stored.settings.auth.kind === draft.auth &&
  URL.parse(draft.url.trim())?.origin === new URL(stored.settings.url).origin

/** What was typed; undefined: as it is stored. */
export const secretOf = ({ auth, secret }: N8nDraft) => (auth === 'none' || secret === '' ? undefined : secret)

const namesOf = (attributes: string) =>
  attributes
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '')

/** A Chat Trigger knows basic authentication only. */
export const authKindsOf = (trigger: N8nDraft['trigger']): N8nDraft['auth'][] =>
  trigger === 'chat' ? ['none', 'basic'] : ['none', 'basic', 'header', 'jwt']

/** What a person has to mend before anything is sent. */
export function problemsOf(
  draft: N8nDraft,
  stored: StoredSecret | null = null,
): Partial<Record<DraftField, DraftProblem>> {
  const problems: Partial<Record<DraftField, DraftProblem>> = {}
  const url = draft.url.trim()
  if (url === '') problems.url = 'required'
  else if (!isHttpUrl(url)) problems.url = 'address'
  else if (new URL(url).pathname.startsWith('/webhook-test/')) problems.url = 'testAddress'
  if (draft.auth === 'basic' && draft.userName.trim() === '') problems.userName = 'required'
  if (draft.auth === 'header' && draft.headerName.trim() === '') problems.headerName = 'required'
  if (draft.auth !== 'none' && draft.secret === '' && !fitsStored(draft, stored)) problems.secret = 'required'
  const ms = draft.timeoutSeconds * 1000
  if (!(ms >= limits.n8nTimeoutMinMs && ms <= limits.n8nTimeoutMaxMs)) problems.timeoutSeconds = 'seconds'
  const names = namesOf(draft.attributes)
  const areNames = names.every((name) => /^[A-Za-z][A-Za-z0-9_.-]{0,39}$/.test(name))
  if (!areNames || names.length > limits.attributesMax) problems.attributes = 'attributeNames'
  return problems
}

export const settingsOf = (draft: N8nDraft): N8nSettingsDraft => ({
  url: draft.url.trim(),
  trigger: draft.trigger,
  mode: draft.mode,
  auth: authOf(draft.auth, draft.userName, draft.headerName),
  timeoutMs: draft.timeoutSeconds * 1000,
  heartbeat: { en: draft.heartbeatEn.trim(), th: draft.heartbeatTh.trim() },
  attributes: namesOf(draft.attributes),
})

function authOf(kind: N8nDraft['auth'], userName: string, headerName: string): N8nSettingsDraft['auth'] {
  if (kind === 'basic') return { kind, userName: userName.trim() }
  if (kind === 'header') return { kind, name: headerName.trim() }
  return { kind }
}
