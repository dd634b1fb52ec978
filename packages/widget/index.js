/** @type {import('./index.d.ts').CommandName[]} */
const names = [
  'open',
  'close',
  'toggle',
  'show',
  'hide',
  'identify',
  'update',
  'setLocale',
  'track',
  'consent',
  'on',
  'off',
  'reset',
  'shutdown',
]

/** @param {any} call */
function push(call) {
  if (typeof window === 'undefined') return
  window.MiniChat ??= { q: [] }
  window.MiniChat.q.push(call)
}

const commands = Object.fromEntries(
  names.map((name) => [name, (/** @type {unknown[]} */ ...args) => push([name, ...args])]),
)

export const minichat = /** @type {typeof import('./index.d.ts').minichat} */ (
  Object.defineProperty(commands, 'unread', {
    enumerable: true,
    get: () =>
      typeof window !== 'undefined' && window.MiniChat && 'unread' in window.MiniChat ? window.MiniChat.unread : 0,
  })
)
