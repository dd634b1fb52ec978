import { Badge } from '@mantine/core'
import { IconBook2 } from '@tabler/icons-react'
import { useText } from '../../lib/text.ts'
import classes from './Ai.module.css'
import { aiText } from './ai.text.ts'

/** The last in the chain, which cannot be moved or removed. @param isAlone nothing stands before it */
export function BuiltinRow({ isAlone }: { isAlone: boolean }) {
  const text = useText(aiText)
  return (
    <div className={classes.row} data-fixed>
      <span className={classes.grip} aria-hidden>
        <IconBook2 size={18} stroke={1.6} />
      </span>
      <div className={classes.words}>
        <div className={classes.head}>
          <p className={classes.name}>{text.builtin}</p>
          <Badge size="sm" variant="default">
            {isAlone ? text.builtinAnswers : text.builtinLast}
          </Badge>
        </div>
        <p className={classes.facts}>{text.builtinHint}</p>
      </div>
    </div>
  )
}
