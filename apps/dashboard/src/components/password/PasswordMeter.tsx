import { Group, Progress, Text } from '@mantine/core'
import { IconCheck, IconPointFilled } from '@tabler/icons-react'
import { useText } from '../../lib/text.ts'
import classes from './PasswordMeter.module.css'
import { passwordText } from './password.text.ts'
import { isHardToGuess, keptRules, passwordRules } from './password-rules.ts'
import type { Strength } from './use-strength.ts'

/** Shows while typing which rules the password keeps already, and how hard it is to guess. */
export function PasswordMeter({ password, strength }: { password: string; strength: Strength | null }) {
  const text = useText(passwordText)
  const kept = keptRules(password)
  const rules = [
    ...passwordRules.map((rule) => ({ rule, isKept: kept.includes(rule) })),
    { rule: 'ruleGuess' as const, isKept: isHardToGuess(strength) },
  ]
  const isDone = rules.every(({ isKept }) => isKept)
  return (
    <div className={classes.meter}>
      <Group gap="sm" wrap="nowrap">
        <Progress
          flex={1}
          size={5}
          value={strength === null ? 0 : (strength + 1) * 20}
          color={isDone ? 'lagoon' : 'orange'}
          aria-label={text.strength}
        />
        <Text span size="xs" c="dimmed" className={classes.level} role="status">
          {strength !== null && text[`level${strength}`]}
        </Text>
      </Group>
      <ul className={classes.rules}>
        {rules.map(({ rule, isKept }) => (
          <li key={rule} data-kept={isKept || undefined}>
            {isKept ? (
              <IconCheck size={14} aria-label={text.ruleMet} />
            ) : (
              <IconPointFilled size={14} aria-label={text.ruleOpen} />
            )}
            {text[rule]}
          </li>
        ))}
      </ul>
    </div>
  )
}
