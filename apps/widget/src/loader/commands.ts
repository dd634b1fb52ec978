import type { Commands, Look } from '@minichat/widget'
import { need, needFacts, needName, needObject, needProfile } from './checks.ts'
import { eventNames } from './listeners.ts'
import type { Widget } from './widget.ts'

/** What each command takes, as it is said to whoever gives it something else. */
export const usage: Record<string, string> = {
  identify: '{token, userId, name, email, phone, attributes}',
  update: '{locale, theme, position, accentColor}',
  setLocale: 'en|th',
  track: 'name, {…}',
  consent: 'true|false',
}

const looks: Record<string, RegExp> = {
  locale: /^(en|th)$/,
  theme: /^(light|dark|auto)$/,
  position: /^(left|right)$/,
  accentColor: /^#[\da-f]{6}$/i,
}

/** What the page may do, its arguments looked at: pages are not all written in TypeScript. */
export function createCommands(widget: Widget): Commands {
  const { visitor, listeners } = widget

  function update(look: Look): void {
    for (const [name, value] of needObject(look)) need(looks[name]?.test(`${value}`), `${name}: ${value}`)
    widget.update(look)
  }

  const listen =
    (action: 'on' | 'off') =>
    (event: string, listener: unknown): void => {
      need(eventNames.includes(event as never), `${event}; there are ${eventNames}`)
      need(typeof listener === 'function', listener)
      listeners[action](event, listener as () => void)
    }

  return {
    ...widget.commands,
    show: () => widget.update({ isHidden: false }),
    hide: () => widget.update({ isHidden: true }),
    identify: (profile) => {
      needProfile(profile)
      widget.tell(visitor.identify(profile, widget.commands.reset))
    },
    update,
    setLocale: (locale) => update({ locale }),
    track: (name, properties = {}) => {
      needName(name)
      needFacts(properties)
      const panel = widget.panel()
      if (panel) panel.track(name, properties)
      else visitor.track([name, properties])
    },
    consent: (given) => {
      need(typeof given === 'boolean', given)
      visitor.setConsent(given)
      widget.panel()?.consent(given)
    },
    on: listen('on'),
    off: listen('off'),
  }
}
