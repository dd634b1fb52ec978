import '../../styles/dialog.ts'
import { Button, Modal } from '@mantine/core'
import { commonText } from '../../lib/common.text.ts'
import { useText } from '../../lib/text.ts'
import { askForGuide } from '../guide/ask-for-guide.ts'
import { inboxText } from './inbox.text.ts'
import classes from './ShortcutHelp.module.css'

/** Every key of the inbox and what it does. */
export function ShortcutHelp({ onClose }: { onClose: () => void }) {
  const text = useText(inboxText)
  const common = useText(commonText)
  const keys: [keys: string[], what: string][] = [
    [['j', 'k'], text.keyNext],
    [['x'], text.keySelect],
    [['r'], text.keyReply],
    [['n'], text.keyNote],
    [['t'], text.keyTake],
    [['a'], text.keyAssign],
    [['l'], text.keyLabel],
    [['s'], text.keySnooze],
    [['e'], text.keyClose],
    [['Enter'], text.keySend],
    [['/'], text.keyCanned],
    [['@'], text.keyMention],
    [['Esc'], text.keyEscape],
    [['?'], text.keyHelp],
  ]
  return (
    <Modal opened onClose={onClose} title={text.shortcuts} size="md" closeButtonProps={{ 'aria-label': common.close }}>
      <dl className={classes.keys}>
        {keys.map(([names, what]) => (
          <div key={what} className={classes.line}>
            <dt>
              {names.map((name) => (
                <kbd key={name} className={classes.key}>
                  {name}
                </kbd>
              ))}
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      <Button
        variant="light"
        mt="md"
        onClick={() => {
          onClose()
          askForGuide()
        }}
      >
        {text.showGuide}
      </Button>
    </Modal>
  )
}
