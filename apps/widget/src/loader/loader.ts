import type { MiniChat } from '@minichat/widget'
import { createCommands } from './commands.ts'
import { warn } from './config.ts'
import { installApi } from './page-api.ts'
import { findScript, readOptions } from './script.ts'
import { createWidget } from './widget.ts'

const script = findScript()
const running = (window.MiniChat as MiniChat | undefined)?.widget
if (!script?.dataset.widget) warn('the script tag needs data-widget with the key of a widget.')
else if (running) warn(`the widget "${running}" is on this page already; the second script tag is ignored.`)
else start(script)

function start(script: HTMLScriptElement): void {
  const options = readOptions(script)
  const widget = createWidget(options)
  const { lifetime, unread, report } = widget
  const onFailure = (error: unknown) => report('script', error)
  installApi({ commands: createCommands(widget), widgetKey: options.widgetKey, unread, lifetime, onFailure })
}
