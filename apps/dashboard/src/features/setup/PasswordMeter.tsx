import { Progress } from '@mantine/core'
import { IconCheck, IconPointFilled } from '@tabler/icons-react'
import { useText } from '../../lib/text.ts'
import classes from './PasswordMeter.module.css'
import { keptRules, passwordRules } from './password-rules.ts'
import { setupText } from './setup.text.ts'

/** Shows while typing which rules the password keeps already. */
export function PasswordMeter({ password }: { password: string }) {
  const text = useText(setupText)
  const kept = keptRules(password)
  const isDone = kept.length === passwordRules.length
  return (
    <div className={classes.meter}>
      <Progress
        size={5}
        value={(kept.length / passwordRules.length) * 100}
        color={isDone ? 'lagoon' : 'orange'}
        aria-label={text.strength}
      />
      <ul className={classes.rules}>
        {passwordRules.map((rule) => {
          const isKept = kept.includes(rule)
          return (
            <li key={rule} data-kept={isKept || undefined}>
              {isKept ? (
                <IconCheck size={14} aria-label={text.ruleMet} />
              ) : (
                <IconPointFilled size={14} aria-label={text.ruleOpen} />
              )}
              {text[rule]}
            </li>
          )
        })}
      </ul>
    </div>
  )
}
