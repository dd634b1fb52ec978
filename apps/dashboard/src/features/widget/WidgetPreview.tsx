import type { Widget } from '@minichat/contracts'
import { IconMessageCircle, IconSend2 } from '@tabler/icons-react'
import type { CSSProperties } from 'react'
import { languageOf, useLocale, useText } from '../../lib/text.ts'
import { contrastsOf } from './color.ts'
import classes from './Widget.module.css'
import { widgetText } from './widget.text.ts'

type WidgetPreviewProps = Pick<Widget, 'title' | 'accentColor' | 'position' | 'greeting'>

/** How the widget will look on a page, with colours that are computed as the widget does. Only to look at. */
export function WidgetPreview({ title, accentColor, position, greeting }: WidgetPreviewProps) {
  const text = useText(widgetText)
  const locale = useLocale()
  const contrasts = contrastsOf(accentColor)
  const colors = {
    '--accent': contrasts ? accentColor : '#0f766e',
    '--on-accent': contrasts?.text === 'black' ? '#000' : '#fff',
  } as CSSProperties
  return (
    <div className={classes.stage} data-position={position} style={colors} aria-hidden>
      <div className={classes.pageLines}>
        <i />
        <i />
        <i />
      </div>
      <div className={classes.panel}>
        <div className={classes.panelHead}>
          <strong lang={languageOf(title)}>{title}</strong>
          <span>{text.previewAi}</span>
        </div>
        <div className={classes.panelBody}>
          {greeting[locale] && (
            <p className={classes.fromUs} lang={languageOf(greeting[locale])}>
              {greeting[locale]}
            </p>
          )}
          <p className={classes.fromVisitor}>{text.previewVisitor}</p>
        </div>
        <div className={classes.panelInput}>
          {text.previewInput}
          <IconSend2 size={18} stroke={1.6} />
        </div>
      </div>
      <div className={classes.launcher}>
        <IconMessageCircle size={26} stroke={1.7} />
      </div>
    </div>
  )
}
