import type { N8nProblem, N8nSettingsDraft, N8nTrial } from '@minichat/contracts'

/**
 * One workflow and what has to come of a question to it. The same cases run against replies that were recorded, with each
 * test run, and against a real n8n with the workflows of this folder, where somebody has one (run-suite.ts).
 */
export type SuiteCase = {
  says: string
  /** Below `/webhook/`. */
  path: string
  settings?: Omit<N8nSettingsDraft, 'url'>
  secret?: string
  /** What does not fit, or null. */
  check: (trial: N8nTrial) => string | null
}

export const suiteQuestion = 'สวัสดี'

/** Of the workflows in `workflows/`. */
const chatPath = (number: number) => `5f0c1d2e-00${number}-4000-8000-0000000000aa/chat`

const answers =
  (isRight: (text: string) => boolean) =>
  ({ text, problem }: N8nTrial): string | null => {
    if (problem) return `it failed: ${problem.kind}, ${problem.message}`
    return isRight(text) ? null : `it answered “${text}”`
  }
const fails =
  (kind: N8nProblem) =>
  ({ problem, response }: N8nTrial): string | null => {
    if (problem?.kind !== kind) return `the problem was ${problem?.kind ?? 'none'}`
    return /"stack(trace)?":"[^…]/.test(response?.body ?? '') ? 'a stack trace is shown' : null
  }
const echoes = answers((text) => text.startsWith(`echo: ${suiteQuestion} / `))

function saysAllBeside({ quickReplies, handsOver, sources }: N8nTrial): string | null {
  const said = JSON.stringify([quickReplies, handsOver, sources])
  const wanted = JSON.stringify([
    ['Yes', 'No'],
    true,
    [{ title: 'Shipping', url: 'https://shop.example.com/shipping' }],
  ])
  return said === wanted ? null : `beside its text it said ${said}`
}

const basic = (secret: string) =>
  ({ settings: { trigger: 'chat', auth: { kind: 'basic', userName: 'minichat' } }, secret }) as const
const header = (secret: string) => ({ settings: { auth: { kind: 'header', name: 'X-MiniShop' } }, secret }) as const
const jwt = (secret: string) => ({ settings: { auth: { kind: 'jwt' } }, secret }) as const

export const suite: SuiteCase[] = [
  { says: 'a Chat Trigger answers', path: chatPath(11), settings: { trigger: 'chat' }, check: echoes },
  {
    says: 'a Chat Trigger streams',
    path: chatPath(21),
    settings: { trigger: 'chat', mode: 'stream' },
    check: echoes,
  },
  {
    says: 'a Webhook streams',
    path: 'minichat-stream',
    settings: { mode: 'stream' },
    check: answers((text) => text === `stream: ${suiteQuestion}`),
  },
  {
    says: 'quick replies, sources and the hand-over ride along',
    path: 'minichat-directives',
    check: (trial) => answers((text) => text === `resp: ${suiteQuestion}`)(trial) ?? saysAllBeside(trial),
  },
  {
    says: 'plain text is an answer',
    path: 'minichat-text',
    check: answers((text) => text === `text: ${suiteQuestion}`),
  },
  { says: 'basic authentication lets in', path: chatPath(31), ...basic('basic-secret'), check: echoes },
  { says: 'a wrong password is refused', path: chatPath(31), ...basic('wrong'), check: fails('auth-wrong') },
  {
    says: 'no password is refused',
    path: chatPath(31),
    settings: { trigger: 'chat' },
    check: fails('auth-missing'),
  },
  {
    says: 'a header lets in',
    path: 'minichat-header',
    ...header('header-secret'),
    check: answers((text) => text === `hook: ${suiteQuestion}`),
  },
  { says: 'no header is refused', path: 'minichat-header', check: fails('auth-wrong') },
  {
    says: 'a JWT lets in',
    path: 'minichat-jwt',
    ...jwt('jwt-secret'),
    check: answers((text) => text === `jwt: ${suiteQuestion}`),
  },
  { says: 'a JWT of another key is refused', path: 'minichat-jwt', ...jwt('wrong'), check: fails('auth-wrong') },
  { says: 'no JWT is refused', path: 'minichat-jwt', check: fails('auth-missing') },
  { says: 'a workflow that fails is told as that', path: 'minichat-error', check: fails('workflow-failed') },
  { says: 'a missing Respond node is told as that', path: 'minichat-no-respond', check: fails('no-respond-node') },
  { says: 'an unpublished workflow is told as that', path: 'minichat-nowhere', check: fails('not-registered') },
  {
    says: 'a slow workflow answers in its time',
    path: 'minichat-slow',
    settings: { timeoutMs: 20_000 },
    check: answers((text) => text === 'slow'),
  },
  {
    says: 'a workflow that is too slow is given up',
    path: 'minichat-slow',
    settings: { timeoutMs: 1000 },
    check: fails('timeout'),
  },
  {
    says: 'a workflow calls back, signed',
    path: 'minichat-async',
    settings: { mode: 'async', timeoutMs: 60_000 },
    check: answers((text) => text === `async: ${suiteQuestion}`),
  },
]
