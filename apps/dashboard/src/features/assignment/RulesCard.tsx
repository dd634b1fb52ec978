import { ActionIcon, Button, Checkbox, Group, NativeSelect, Text } from '@mantine/core'
import type { Assignment, AssignmentRule } from '@minichat/contracts'
import { limits } from '@minichat/contracts/limits'
import { IconArrowDown, IconArrowUp, IconPlus, IconX } from '@tabler/icons-react'
import { SettingsCard } from '../../components/SettingsCard.tsx'
import { useText } from '../../lib/text.ts'
import classes from './Assignment.module.css'
import { assignmentText } from './assignment.text.ts'
import { useDuty } from './use-assignment.ts'
import { usePart } from './use-part.ts'
import { useRuleChoices } from './use-rule-choices.ts'

const everybody: AssignmentRule = { widgetId: null, locale: null, labelId: null, memberIds: [], sharing: 'turns' }

/** Which chats go to whom. */
export function RulesCard({ settings }: { settings: Assignment }) {
  const text = useText(assignmentText)
  const { draft, setDraft, mayManage, save } = usePart(settings, 'rules')
  const { rules } = draft
  const setRules = (next: AssignmentRule[]) => setDraft({ rules: next })
  const set = (changed: number, rule: AssignmentRule) => setRules(rules.map((one, at) => (at === changed ? rule : one)))
  function move(from: number, to: number) {
    const rest = rules.filter((_, at) => at !== from)
    const moved = rules[from]
    if (moved) setRules([...rest.slice(0, to), moved, ...rest.slice(to)])
  }
  return (
    <SettingsCard title={text.rulesTitle} hint={text.rulesHint} save={save}>
      {rules.length === 0 && (
        <Text size="sm" c="dimmed">
          {text.noRules}
        </Text>
      )}
      {rules.map((rule, at) => (
        <RuleForm
          // biome-ignore lint/suspicious/noArrayIndexKey: rules are told apart by their place.
          key={at}
          rule={rule}
          place={at + 1}
          isFixed={!mayManage}
          isLast={at === rules.length - 1}
          onChange={(next) => set(at, next)}
          onMove={(by) => move(at, at + by)}
          onRemove={() => setRules(rules.filter((_, other) => other !== at))}
        />
      ))}
      {mayManage && rules.length < limits.assignmentRulesMax && (
        <div>
          <Button
            variant="default"
            leftSection={<IconPlus size={17} aria-hidden />}
            onClick={() => setRules([...rules, everybody])}
          >
            {text.addRule}
          </Button>
        </div>
      )}
    </SettingsCard>
  )
}

type RuleFormProps = {
  rule: AssignmentRule
  /** From 1. */
  place: number
  isFixed: boolean
  isLast: boolean
  onChange: (rule: AssignmentRule) => void
  onMove: (by: 1 | -1) => void
  onRemove: () => void
}

function RuleForm({ rule, place, isFixed, isLast, onChange, onMove, onRemove }: RuleFormProps) {
  const text = useText(assignmentText)
  const { widgets, labels } = useRuleChoices()
  const members = useDuty().data ?? []
  const set = (part: Partial<AssignmentRule>) => onChange({ ...rule, ...part })
  const toggle = (id: string) =>
    set({
      memberIds: rule.memberIds.includes(id) ? rule.memberIds.filter((one) => one !== id) : [...rule.memberIds, id],
    })
  const choices = (any: string, some: { id: string; name: string }[]) => [
    { value: '', label: any },
    ...some.map(({ id, name }) => ({ value: id, label: name })),
  ]
  return (
    <fieldset className={classes.rule} disabled={isFixed}>
      <legend className={classes.ruleName}>{text.rule(place)}</legend>
      {!isFixed && (
        <Group gap={4} className={classes.ruleActions}>
          <ActionIcon aria-label={text.ruleUp(place)} disabled={place === 1} onClick={() => onMove(-1)}>
            <IconArrowUp size={17} stroke={1.6} aria-hidden />
          </ActionIcon>
          <ActionIcon aria-label={text.ruleDown(place)} disabled={isLast} onClick={() => onMove(1)}>
            <IconArrowDown size={17} stroke={1.6} aria-hidden />
          </ActionIcon>
          <ActionIcon aria-label={text.removeRule(place)} onClick={onRemove}>
            <IconX size={17} stroke={1.6} aria-hidden />
          </ActionIcon>
        </Group>
      )}
      <div className={classes.fields}>
        <NativeSelect
          label={text.widget}
          data={choices(text.anyWidget, widgets)}
          value={rule.widgetId ?? ''}
          onChange={({ currentTarget: { value } }) => set({ widgetId: value || null })}
        />
        <NativeSelect
          label={text.language}
          data={[
            { value: '', label: text.anyLanguage },
            { value: 'en', label: 'English' },
            { value: 'th', label: 'ไทย' },
          ]}
          value={rule.locale ?? ''}
          onChange={({ currentTarget: { value } }) => set({ locale: value === '' ? null : (value as 'en' | 'th') })}
        />
        <NativeSelect
          label={text.label}
          data={choices(text.anyLabel, labels)}
          value={rule.labelId ?? ''}
          onChange={({ currentTarget: { value } }) => set({ labelId: value || null })}
        />
        <NativeSelect
          label={text.sharing}
          data={[
            { value: 'turns', label: text.turns },
            { value: 'load', label: text.load },
          ]}
          value={rule.sharing}
          onChange={({ currentTarget: { value } }) => set({ sharing: value as AssignmentRule['sharing'] })}
        />
      </div>
      <fieldset className={classes.people}>
        <legend>{rule.memberIds.length === 0 ? text.amongAll : text.among}</legend>
        {members.map(({ memberId, name }) => (
          <Checkbox
            key={memberId}
            label={name}
            checked={rule.memberIds.includes(memberId)}
            onChange={() => toggle(memberId)}
          />
        ))}
      </fieldset>
    </fieldset>
  )
}
