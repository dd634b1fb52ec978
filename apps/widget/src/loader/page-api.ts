import type { CommandName, Commands, MiniChat } from '@minichat/widget'
import { Misuse } from './checks.ts'
import { usage } from './commands.ts'
import { warn } from './config.ts'

type AnyCommand = (...args: unknown[]) => void
type Options = {
  commands: Commands
  widgetKey: string
  unread: () => number
  /** After its end a command does nothing. */
  lifetime: AbortSignal
  /** Takes an exception of ours: the page must not see it. */
  onFailure: (error: unknown) => void
}

/** Version of MiniChat, put in by the build. */
declare const VERSION: string

/**
 * Makes `window.MiniChat`, out of what the page has put there before, so that what holds that object goes on working;
 * then runs the calls that wait in it, in order.
 */
export function installApi({ commands, widgetKey, unread, lifetime, onFailure }: Options): void {
  const before = window.MiniChat
  const waiting = Array.isArray(before?.q) ? before.q : null
  const api = (waiting ? before : {}) as Record<string, unknown>
  const names = Object.keys(commands) as CommandName[]

  function run(name: CommandName, args: unknown[]): void {
    if (lifetime.aborted) return
    try {
      if (!names.includes(name)) warn(`there is no ${name}; there are ${names}.`)
      else (commands[name] as AnyCommand)(...args)
    } catch (error) {
      if (error instanceof Misuse) warn(`${name}(${usage[name] ?? 'event, function'}) does not take ${error.message}.`)
      else onFailure(error)
    }
  }

  const runCall = (call: unknown) => {
    const [name, ...args] = Array.from(Object(call) as ArrayLike<unknown>)
    run(name as CommandName, args)
  }

  for (const name of names) api[name] = (...args: unknown[]) => run(name, args)
  api.version = VERSION
  api.widget = widgetKey
  api.q = { push: (...calls: unknown[]) => calls.forEach(runCall) }
  Object.defineProperty(api, 'unread', { get: unread, configurable: true })
  window.MiniChat = api as MiniChat
  while (waiting?.length) {
    runCall(waiting.shift())
    // What comes after a shutdown is for the next start.
    if (lifetime.aborted && waiting.length) return void (window.MiniChat = { q: waiting })
  }
}
