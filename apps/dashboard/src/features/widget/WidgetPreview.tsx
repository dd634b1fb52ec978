import type { Widget } from '@minichat/contracts'
import { IconArrowUp, IconChevronDown, IconSparkles, IconX } from '@tabler/icons-react'
import type { CSSProperties } from 'react'
import { languageOf, useLocale, useText } from '../../lib/text.ts'
import { contrastsOf } from './color.ts'
import classes from './WidgetPreview.module.css'
import { widgetText } from './widget.text.ts'

type WidgetPreviewProps = Pick<Widget, 'title' | 'accentColor' | 'position' | 'greeting'>

/** How the open widget will look on a page, in the colours that it computes. Only to look at. */
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
        <div className={classes.head}>
          <span className={classes.face}>
            <IconSparkles size={20} />
          </span>
          <span className={classes.who}>
            <strong lang={languageOf(title)}>{title}</strong>
            <span>{text.previewAi}</span>
          </span>
          <span className={classes.person}>{text.previewPerson}</span>
          <IconX size={20} />
        </div>
        <div className={classes.log}>
          {greeting[locale] && (
            <p className={classes.fromUs} lang={languageOf(greeting[locale])}>
              {greeting[locale]}
            </p>
          )}
          <p className={classes.fromVisitor}>{text.previewVisitor}</p>
        </div>
        <div className={classes.composer}>
          <div className={classes.field}>
            <span>{text.previewInput}</span>
            <span className={classes.send}>
              <IconArrowUp size={20} />
            </span>
          </div>
        </div>
      </div>
      <div className={classes.launcher}>
        <IconChevronDown size={28} />
      </div>
    </div>
  )
}
